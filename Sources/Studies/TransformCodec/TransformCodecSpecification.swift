import RDCore
import RDDataSets
import RDExperiments
import RDImageCodecs
import RDStandardCodecs

/// Which codecs are trained on which images, at which trades of rate against error, and what they are compared with.
package struct TransformCodecSpecification: ExperimentSpecification {
  /// Training images, a data set's descriptor.
  package var data = "cifar10"

  /// Test images.
  package var test = "cifar10:split=test"

  /// The side of the square that is cut out of each training image at random; 0 for whole images.
  package var crop = 0

  /// Training rows that each image gives in an epoch.
  package var rowsPerImage = 1

  /// Whether test images of one size share a file.
  package var sharedFiles = true

  /// What a unit of squared error of an image counts for, in bits: the first is trained from scratch, each other from the one before; none for
  /// surrogates alone.
  package var lambdas = [180.0, 90, 45, 22, 11]

  /// Epochs of the first codec.
  package var epochs = 10

  /// Epochs of each other.
  package var laterEpochs = 4

  /// What stands for rounding in training.
  package var surrogate = TransformCodecArchitecture.Surrogate.mixed.rawValue

  /// Surrogates that are compared, each trained from scratch.
  package var surrogates: [String] = []

  /// The trades that they are compared at.
  package var surrogateLambdas = [45.0]

  /// Epochs of each of them.
  package var surrogateEpochs = 5

  /// How often each of them is trained, from other first weights and in another order.
  package var repetitions = 1

  /// Channels between the layers.
  package var filters = 32

  /// Channels of the latents.
  package var latents = 48

  /// What follows each convolution.
  package var nonlinearity = TransformCodecArchitecture.Nonlinearity.gdn.rawValue

  /// Rows in a step.
  package var batch = 32

  /// The optimiser's learning rate of trainings from scratch.
  package var learningRate = 2e-3

  /// That of trainings that go on from another.
  package var laterLearningRate = 1e-3

  /// Steps of the quantiser of the Karhunen-Loève transform, in units of the full scale; none for images of several sizes.
  package var kltSteps: [Double] = []

  /// Standard codecs, as descriptors.
  package var codecs: [String] = []

  /// The method that rates are compared with.
  package var anchor = "klt"

  /// The least mean-square error at which rates are compared.
  package var comparedFrom = 0.0

  /// The largest mean-square error at which rates are compared; 0 for no limit.
  package var comparedTo = 0.0

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The setting of `experiments/cifar-codec.toml`.
  package init() {}

  /// The root of all seeds.
  package var rootSeed: Int? { seed }

  /// The keys.
  package static let keys: [SpecificationKey<TransformCodecSpecification>] = [
    .text("data", \.data, checkedBy: DataSetCatalogue.check, "training images"),
    .text("test", \.test, checkedBy: DataSetCatalogue.check, "test images"),
    .integer(
      "crop", \.crop, in: 0...4096,
      "side of the square that is cut out of each training image, 0 for whole images"),
    .integer(
      "rows-per-image", \.rowsPerImage, in: 1...10_000,
      "training rows that each image gives in an epoch"),
    .flag("shared-files", \.sharedFiles, "whether test images of one size share a file"),
    .optionalReals(
      "lambdas", \.lambdas, in: 1e-3...1e6,
      "bits that a unit of squared error counts for; each goes on from the one before"),
    .integer("epochs", \.epochs, in: 1...1_000_000, "epochs of the first codec"),
    .integer("later-epochs", \.laterEpochs, in: 1...1_000_000, "epochs of each other"),
    .name(
      "surrogate", \.surrogate, of: surrogateNames, kind: "surrogate",
      "what stands for rounding in training"),
    .optionalNames(
      "surrogates", \.surrogates, of: surrogateNames, kind: "surrogate",
      "surrogates that are compared, each trained from scratch"),
    .reals(
      "surrogate-lambdas", \.surrogateLambdas, in: 1e-3...1e6,
      "the trades that they are compared at"),
    .integer("surrogate-epochs", \.surrogateEpochs, in: 1...1_000_000, "epochs of each of them"),
    .integer("repetitions", \.repetitions, in: 1...100, "how often each of them is trained"),
    .integer("filters", \.filters, in: 1...1024, "channels between the layers"),
    .integer("latents", \.latents, in: 1...1024, "channels of the latents"),
    .name(
      "nonlinearity", \.nonlinearity,
      of: TransformCodecArchitecture.Nonlinearity.allCases.map(\.rawValue), kind: "nonlinearity",
      "what follows each convolution"),
    .integer("batch", \.batch, in: 1...4096, "rows in a step"),
    .real(
      "learning-rate", \.learningRate, expected: "a number above 0 and at most 1",
      where: { 0 < $0 && $0 <= 1 }, "Adam's learning rate from scratch"),
    .real(
      "later-learning-rate", \.laterLearningRate, expected: "a number above 0 and at most 1",
      where: { 0 < $0 && $0 <= 1 }, "Adam's learning rate where training goes on from another"),
    .optionalReals(
      "klt-steps", \.kltSteps, in: 1e-3...100,
      "steps of the quantiser of the Karhunen-Loeve transform"),
    .optionalDescriptors(
      "codecs", \.codecs,
      checkedBy: StandardCodecCatalogue.check,
      "standard codecs"),
    .text("anchor", \.anchor, checkedBy: { _ in }, "the method that rates are compared with"),
    .real(
      "compared-from", \.comparedFrom, expected: "a number from 0 to 1",
      where: { 0...1 ~= $0 }, "the least mean-square error at which rates are compared"),
    .real(
      "compared-to", \.comparedTo, expected: "a number from 0 to 1",
      where: { 0...1 ~= $0 },
      "the largest mean-square error at which rates are compared, 0 for no limit"),
    .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
  ]

  private static let surrogateNames = TransformCodecArchitecture.Surrogate.allCases.map(\.rawValue)

  /// One epoch each, on a few images.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "epochs": .integer(1), "later-epochs": .integer(1), "surrogate-epochs": .integer(1),
  ]

  /// Any settings go together; what images do not allow shows where they are read.
  package func validate() throws(SpecificationContradiction) {
    if crop % 8 != 0 {
      throw SpecificationContradiction(
        reason: "crop is \(crop), but the codec's latents lie 8 pixels apart. Take a multiple of 8."
      )
    }
    if comparedTo > 0, comparedTo <= comparedFrom {
      throw SpecificationContradiction(
        reason: "compared-to is \(comparedTo), which is not above compared-from, \(comparedFrom).")
    }
  }

  /// The network's shape.
  package var architecture: TransformCodecArchitecture {
    TransformCodecArchitecture(
      filters: filters, latentChannels: latents,
      nonlinearity: TransformCodecArchitecture.Nonlinearity(rawValue: nonlinearity) ?? .gdn)
  }
}
