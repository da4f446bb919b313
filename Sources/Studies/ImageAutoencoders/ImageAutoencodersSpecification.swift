import RDCore
import RDDataSets
import RDExperiments
import RDStandardCodecs

/// What the experiment on autoencoders of small images can be set to.
package struct ImageAutoencodersSpecification: ImageModelsSpecification {
  /// The data set to learn from.
  package var train = "cifar10:split=train"

  /// The data set to measure on.
  package var test = "cifar10:split=test"

  /// Bits for each quantised latent.
  package var bits = [3, 4, 5, 6]

  /// Bits per image, shared out by reverse water-filling among the coefficients of the linear code.
  package var allocations = [2048, 1024, 512]

  /// Steps of the linear code with an entropy coder.
  package var steps = [0.2, 0.3, 0.35, 0.5, 0.7, 1.0]

  /// Steps of the latents with an entropy coder, in units of the root mean square of their standard deviations.
  package var latentSteps: [Double] = []

  /// Training images whose latents the quantisers are designed for.
  package var design = 10_000

  /// Test images whose reconstructions are kept for the figure.
  package var shown = 6

  /// Whether reconstructions from latents as they are are kept too.
  package var unquantisedShown = false

  /// Whether the linear code is also measured unquantised, with as many coefficients as each model has latents.
  package var ratios = false

  /// Standard codecs on the test images, as descriptors.
  package var foreign: [String] = []

  /// Whether errors are told apart by the labels of the images.
  package var labels = false

  /// What is mapped to the plane by t-SNE, as `ImageMaps` names it.
  package var maps: [String] = []

  /// Test images of a map.
  package var mapCount = 2_000

  /// Whether pictures and histograms of the latents are made.
  package var latentPictures = false

  /// The model and its training.
  package var model = ImageModelSettings()

  /// The models that are compared; none means the model as it is, under the name `baseline`.
  package var models: [Variant<ImageModelSettings>] = []

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The defaults.
  package init() {}

  /// The keys, which are also the flags.
  package static let keys: [SpecificationKey<ImageAutoencodersSpecification>] =
    [
      .text("train", \.train, checkedBy: DataSetCatalogue.check, "the data set to learn from"),
      .text("test", \.test, checkedBy: DataSetCatalogue.check, "the data set to measure on"),
      .integers("bits", \.bits, in: 1...12, "bits for each quantised latent"),
      .integers(
        "allocations", \.allocations, in: 1...100_000,
        "bits per image, shared out among the coefficients of the linear code"),
      .reals(
        "steps", \.steps, in: 1e-3...1e3, "steps of the linear code with an entropy coder"),
      .optionalReals(
        "latent-steps", \.latentSteps, in: 0.05...100,
        "steps of the latents with an entropy coder, in units of their spread"),
      .integer(
        "design", \.design, in: 2...10_000_000,
        "training images whose latents the quantisers are designed for"),
      .integer("shown", \.shown, in: 0...64, "test images whose reconstructions are kept"),
      .flag(
        "unquantised-shown", \.unquantisedShown,
        "whether reconstructions from latents as they are are kept too"),
      .flag(
        "ratios", \.ratios,
        "whether the linear code is measured with as many coefficients as each model has latents"),
      .optionalDescriptors(
        "foreign", \.foreign,
        checkedBy: StandardCodecCatalogue.check, "standard codecs, a file for each test image"),
      .flag("labels", \.labels, "whether errors are told apart by the labels of the images"),
      .optionalNames(
        "maps", \.maps, of: ImageMaps.names, kind: "map",
        "what t-SNE maps to the plane; joint: originals and reconstructions in one"),
      .integer("map-count", \.mapCount, in: 100...100_000, "test images of a map"),
      .flag(
        "latent-pictures", \.latentPictures, "whether pictures and histograms of latents are made"),
      .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
    ] + modelKeys

  /// Few images, one epoch and one training.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "train": .text("cifar10:split=train,count=2000"),
    "test": .text("cifar10:split=test,count=500"),
    "epochs": .integer(1), "design": .integer(1_000),
  ]

  /// The root of all seeds.
  package var rootSeed: Int? { seed }

  /// The bits at which quantised pictures and latents are shown: 4 where they are measured.
  var shownBits: Int { bits.contains(4) ? 4 : bits[0] }
}
