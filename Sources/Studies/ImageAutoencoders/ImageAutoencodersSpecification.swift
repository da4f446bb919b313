import RDExperiments
import RDStandardCodecs

/// The specification of the experiment on autoencoders of small images.
struct ImageAutoencodersSpecification: ImageModelsSpecification {
  var train = "cifar10:split=train"
  var test = "cifar10:split=test"
  var bits = [3, 4, 5, 6]
  /// Allocated by reverse water-filling.
  var allocations = [2048, 1024, 512]
  var steps = [0.2, 0.3, 0.35, 0.5, 0.7, 1.0]
  /// In units of the root mean square of the latents' standard deviations.
  var latentSteps: [Double] = []
  var design = 10_000
  var shown = 6
  var unquantisedShown = false
  var ratios = false
  var foreign: [String] = []
  var labels = false
  var maps: [String] = []
  var mapCount = 2_000
  var latentPictures = false
  var seed = 0x5eed_2026
  var model = ImageModelSettings()
  var models: [Variant<ImageModelSettings>] = []

  static let keys: [Key] =
    [
      .dataSet("train", \.train, "the data set to learn from"),
      .dataSet("test", \.test, "the data set to measure on"),
      .integers("bits", \.bits, in: 1...12, "bits for each quantised latent"),
      .integers(
        "allocations", \.allocations, in: 1...100_000,
        "bits per image, shared out among the coefficients of the linear code"),
      .reals("steps", \.steps, in: 1e-3...1e3, "steps of the linear code with an entropy coder"),
      .reals(
        "latent-steps", \.latentSteps, in: 0.05...100, orEmpty: true,
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
      .descriptors(
        "foreign", \.foreign, checkedBy: StandardCodecCatalogue.check, orEmpty: true,
        "standard codecs, a file for each test image"),
      .flag("labels", \.labels, "whether errors are told apart by the labels of the images"),
      .names(
        "maps", \.maps, of: ImageMaps.names, kind: "map", orEmpty: true,
        "what t-SNE maps to the plane; joint: originals and reconstructions in one"),
      .integer("map-count", \.mapCount, in: 100...100_000, "test images of a map"),
      .flag(
        "latent-pictures", \.latentPictures, "whether pictures and histograms of latents are made"),
      .seed(\.seed),
    ] + modelKeys

  /// Few images, one epoch and one training.
  static let quickProfile: Profile = [
    "train": .text("cifar10:split=train,count=2000"),
    "test": .text("cifar10:split=test,count=500"),
    "epochs": .integer(1), "design": .integer(1_000),
  ]

  /// The bits at which quantised pictures and latents are shown: 4 where they are measured.
  var shownBits: Int { bits.contains(4) ? 4 : bits[0] }
}
