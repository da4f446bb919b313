internal import RDCodecs
internal import RDCore
internal import RDImaging

/// Which codecs are trained on which images, at which trades of rate against error, and what they are compared with.
public struct TransformCodecSpecification: ExperimentSpecification {
  /// Training images, a data set's descriptor.
  public var data = "cifar10"

  /// Test images.
  public var test = "cifar10:split=test"

  /// The side of the square that is cut out of each training image at random; 0 for whole images.
  public var crop = 0

  /// Training rows that each image gives in an epoch.
  public var rowsPerImage = 1

  /// Whether test images of one size share a file.
  public var sharedFiles = true

  /// What a unit of squared error of an image counts for, in bits: the first is trained from scratch, each other from the one before; none for
  /// surrogates alone.
  public var lambdas = [180.0, 90, 45, 22, 11]

  /// Epochs of the first codec.
  public var epochs = 10

  /// Epochs of each other.
  public var laterEpochs = 4

  /// What stands for rounding in training.
  public var surrogate = TransformCodecArchitecture.Surrogate.mixed.rawValue

  /// Surrogates that are compared, each trained from scratch.
  public var surrogates: [String] = []

  /// The trades that they are compared at.
  public var surrogateLambdas = [45.0]

  /// Epochs of each of them.
  public var surrogateEpochs = 5

  /// How often each of them is trained, from other first weights and in another order.
  public var repetitions = 1

  /// Channels between the layers.
  public var filters = 32

  /// Channels of the latents.
  public var latents = 48

  /// What follows each convolution.
  public var nonlinearity = TransformCodecArchitecture.Nonlinearity.gdn.rawValue

  /// Rows in a step.
  public var batch = 32

  /// The optimiser's learning rate of trainings from scratch.
  public var learningRate = 2e-3

  /// That of trainings that go on from another.
  public var laterLearningRate = 1e-3

  /// Steps of the quantiser of the Karhunen-Loève transform, in units of the full scale; none for images of several sizes.
  public var kltSteps: [Double] = []

  /// Other people's codecs, as descriptors.
  public var codecs: [String] = []

  /// The method that rates are compared with.
  public var anchor = "klt"

  /// The least mean-square error at which rates are compared.
  public var comparedFrom = 0.0

  /// The largest mean-square error at which rates are compared; 0 for no limit.
  public var comparedTo = 0.0

  /// The root of all seeds.
  public var seed = 0x5eed_2026

  /// The setting of `experiments/cifar-codec.toml`.
  public init() {}

  /// The root of all seeds.
  public var rootSeed: Int? { seed }

  /// The keys.
  public static let keys: [SpecificationKey<TransformCodecSpecification>] = [
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
      checkedBy: ForeignCodecCatalogue.check,
      "other people's codecs"),
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
  public static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "epochs": .integer(1), "later-epochs": .integer(1), "surrogate-epochs": .integer(1),
  ]

  /// Any settings go together; what images do not allow shows where they are read.
  public func validate() throws(SpecificationContradiction) {
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
  var architecture: TransformCodecArchitecture {
    TransformCodecArchitecture(
      filters: filters, latentChannels: latents,
      nonlinearity: TransformCodecArchitecture.Nonlinearity(rawValue: nonlinearity) ?? .gdn)
  }
}
