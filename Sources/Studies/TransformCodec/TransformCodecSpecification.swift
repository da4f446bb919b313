import RDCore
import RDExperiments
import RDImageCodecs
import RDStandardCodecs

/// Which codecs are trained on which images, at which trades of rate against error, and what they are compared with.
struct TransformCodecSpecification: ExperimentSpecification {
  typealias Architecture = TransformCodecArchitecture

  var data = "cifar10"
  var test = "cifar10:split=test"
  var crop = 0
  var rowsPerImage = 1
  var sharedFiles = true
  /// The first is trained from scratch, each other from the one before; none for surrogates alone.
  var lambdas = [180.0, 90, 45, 22, 11]
  var epochs = 10
  var laterEpochs = 4
  var surrogate = Architecture.Surrogate.mixed
  var surrogates: [Architecture.Surrogate] = []
  var surrogateLambdas = [45.0]
  var surrogateEpochs = 5
  var repetitions = 1
  var filters = 32
  var latents = 48
  var nonlinearity = Architecture.Nonlinearity.gdn
  var batch = 32
  var learningRate = 2e-3
  var laterLearningRate = 1e-3
  var optimiser = "adam"
  /// In units of the full scale; none for images of several sizes.
  var kltSteps: [Double] = []
  var codecs: [String] = []
  var anchor = "klt"
  var comparedFrom = 0.0
  var comparedTo = 0.0
  var seed = 0x5eed_2026

  var rootSeed: Int? { seed }

  static let keys: [Key] = [
    .dataSet("data", \.data, "training images"),
    .dataSet("test", \.test, "test images"),
    .integer(
      "crop", \.crop, in: 0...4096,
      "side of the square that is cut out of each training image, 0 for whole images"),
    .integer(
      "rows-per-image", \.rowsPerImage, in: 1...10_000,
      "training rows that each image gives in an epoch"),
    .flag("shared-files", \.sharedFiles, "whether test images of one size share a file"),
    .reals(
      "lambdas", \.lambdas, in: 1e-3...1e6, orEmpty: true,
      "bits that a unit of squared error counts for; each is trained on from the one before"),
    .integer("epochs", \.epochs, in: 1...1_000_000, "epochs of the first codec"),
    .integer("later-epochs", \.laterEpochs, in: 1...1_000_000, "epochs of each other"),
    .choice("surrogate", \.surrogate, "what stands for rounding in training"),
    .choices(
      "surrogates", \.surrogates, kind: "surrogate", orEmpty: true,
      "surrogates that are compared, each trained from scratch"),
    .reals(
      "surrogate-lambdas", \.surrogateLambdas, in: 1e-3...1e6,
      "the trades that they are compared at"),
    .integer("surrogate-epochs", \.surrogateEpochs, in: 1...1_000_000, "epochs of each of them"),
    .integer("repetitions", \.repetitions, in: 1...100, "how often each of them is trained"),
    .integer("filters", \.filters, in: 1...1024, "channels between the layers"),
    .integer("latents", \.latents, in: 1...1024, "channels of the latents"),
    .choice("nonlinearity", \.nonlinearity, "what follows each convolution"),
    .integer("batch", \.batch, in: 1...4096, "rows in a step"),
    .real(
      "learning-rate", \.learningRate, .above(0, to: 1),
      "size of the optimiser's steps from scratch"),
    .real(
      "later-learning-rate", \.laterLearningRate, .above(0, to: 1),
      "size of the optimiser's steps where training continues from another codec"),
    .optimiser(\.optimiser),
    .reals(
      "klt-steps", \.kltSteps, in: 1e-3...100, orEmpty: true,
      "steps of the quantiser of the Karhunen-Loeve transform"),
    .descriptors(
      "codecs", \.codecs, checkedBy: StandardCodecCatalogue.check, orEmpty: true,
      "standard codecs"),
    .text("anchor", \.anchor, checkedBy: { _ in }, "the method that rates are compared with"),
    .real(
      "compared-from", \.comparedFrom, .from(0, to: 1),
      "the least mean-square error at which rates are compared"),
    .real(
      "compared-to", \.comparedTo, .from(0, to: 1),
      "the largest mean-square error at which rates are compared, 0 for no limit"),
    .seed(\.seed),
  ]

  static let quickProfile: Profile = [
    "epochs": .integer(1), "later-epochs": .integer(1), "surrogate-epochs": .integer(1),
  ]

  /// Checks consistency; constraints of the images are checked when they are read.
  func validate() throws {
    if crop % 8 != 0 {
      throw Diagnosis.wrongUse(
        "crop is \(crop), but the codec's latents lie 8 pixels apart. Take a multiple of 8.")
    }
    if comparedTo > 0, comparedTo <= comparedFrom {
      throw Diagnosis.wrongUse(
        "compared-to is \(comparedTo), which is not above compared-from, \(comparedFrom).")
    }
  }

  var architecture: Architecture {
    Architecture(filters: filters, latentChannels: latents, nonlinearity: nonlinearity)
  }
}
