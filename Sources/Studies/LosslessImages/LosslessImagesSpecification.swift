import RDCore
import RDDataSets
import RDExperiments
import RDStandardCodecs

/// What the experiment on lossless codes of small images can be set to.
package struct LosslessImagesSpecification: ImageModelsSpecification {
  /// The data set to learn from.
  package var train = "mnist:split=train"

  /// The data set to code.
  package var test = "mnist:split=test"

  /// Training images that the contexts learn from, and that quantisers of latents are designed for.
  package var taught = 20_000

  /// Test images, evenly spaced, that are also coded to a file each.
  package var single = 300

  /// Each context has two to this power slots of 4 bytes.
  package var slotBits = 20

  /// Bits for each quantised latent.
  package var bits = [1, 2, 3, 4]

  /// Coefficients of the linear code that stand in for latents.
  package var coefficients = [8, 32]

  /// Standard lossless codecs, as descriptors.
  package var foreign = [
    "png", "webp-lossless", "jpeg-ls", "jpeg2000-lossless", "jpeg-xl-lossless",
  ]

  /// The model and its training.
  package var model = ImageModelSettings()

  /// The models that are compared; none means the model as it is, under the name `baseline`.
  package var models: [Variant<ImageModelSettings>] = []

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The defaults.
  package init() {}

  /// The keys, which are also the flags.
  package static let keys: [SpecificationKey<LosslessImagesSpecification>] =
    [
      .text("train", \.train, checkedBy: DataSetCatalogue.check, "the data set to learn from"),
      .text("test", \.test, checkedBy: DataSetCatalogue.check, "the data set to code"),
      .integer(
        "taught", \.taught, in: 2...10_000_000,
        "training images that contexts and quantisers of latents learn from"),
      .integer(
        "single", \.single, in: 2...1_000_000, "test images that are also coded to a file each"),
      .integer(
        "slot-bits", \.slotBits, in: 8...24,
        "each context has two to this power slots of 4 bytes; fewer mix up what they saw"),
      .integers("bits", \.bits, in: 1...12, "bits for each quantised latent"),
      .integers(
        "coefficients", \.coefficients, in: 1...65_536,
        "coefficients of the linear code that stand in for latents"),
      .optionalDescriptors(
        "foreign", \.foreign, checkedBy: StandardCodecCatalogue.check,
        "standard lossless codecs"),
      .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
    ] + modelKeys

  /// Drawings that need no download, one epoch.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "train": .text("digits:split=train,count=400"),
    "test": .text("digits:split=test,count=60"),
    "taught": .integer(300), "single": .integer(10), "slot-bits": .integer(14),
    "bits": .list([.integer(2)]),
    "coefficients": .list([.integer(4)]), "epochs": .integer(1),
  ]

  /// The root of all seeds.
  package var rootSeed: Int? { seed }
}
