import RDExperiments
import RDStandardCodecs

/// The specification of the experiment on lossless codes of small images.
struct LosslessImagesSpecification: ImageModelsSpecification {
  var train = "mnist:split=train"
  var test = "mnist:split=test"
  var taught = 20_000
  var single = 300
  var slotBits = 20
  var bits = [1, 2, 3, 4]
  var coefficients = [8, 32]
  var foreign = ["png", "webp-lossless", "jpeg-ls", "jpeg2000-lossless", "jpeg-xl-lossless"]
  var seed = 0x5eed_2026
  var model = ImageModelSettings()
  var models: [Variant<ImageModelSettings>] = []

  static let keys: [Key] =
    [
      .dataSet("train", \.train, "the data set to learn from"),
      .dataSet("test", \.test, "the data set to code"),
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
      .descriptors(
        "foreign", \.foreign, checkedBy: StandardCodecCatalogue.check, orEmpty: true,
        "standard lossless codecs"),
      .seed(\.seed),
    ] + modelKeys

  /// Drawings that need no download, one epoch.
  static let quickProfile: Profile = [
    "train": .text("digits:split=train,count=400"),
    "test": .text("digits:split=test,count=60"),
    "taught": .integer(300), "single": .integer(10), "slot-bits": .integer(14),
    "bits": .list([.integer(2)]), "coefficients": .list([.integer(4)]), "epochs": .integer(1),
  ]
}
