import RDExperiments
import RDLatentCodes
import RDNetworks
import RDStreams

/// Which learned codes of Gaussian blocks are trained, and how they are measured.
struct GaussianCodecSpecification: ExperimentSpecification {
  var seed = 0x5eed_2026
  var repetitions = 3
  var blockLengths = [1, 2, 8, 32]
  var trainings = GaussianCodecTraining.allCases
  var assignments = BlockAssignment.allCases
  /// One code for each; in descending order, each training continues the previous one.
  var distortionWeights = [32.5, 8.1, 2.2, 1.5]
  var hidden = [64, 64]
  var activation = Activation.leakyReLU
  var batch = 256
  /// Half as many for each code but the first.
  var steps = 3000
  /// Before the learning rate falls.
  var learningRate = 2e-3
  var optimiser = "adam"
  var samples = 200_000
  var references = ["ecsq", "e8", "ectcq:states=8"]
  var rates = [0.5, 1.0, 2, 3]
  var models = false

  var rootSeed: Int? { seed }

  static let keys: [Key] = [
    .seed(\.seed),
    .integer("repetitions", \.repetitions, in: 1...100, "codes from other first weights"),
    .integers("block-lengths", \.blockLengths, in: 1...256, "samples of a block"),
    .choices("trainings", \.trainings, kind: "training", "how rounding is learned through"),
    .choices(
      "assignments", \.assignments, kind: "assignment", "how the encoder chooses its numbers"),
    .reals(
      "distortion-weights", \.distortionWeights, in: 1e-2...1e4,
      "weights of the squared error beside the bits"),
    .integerSequence("hidden", \.hidden, in: 1...4096, atMost: 8, "widths of the hidden layers"),
    .activation("activation", \.activation, "activation of the hidden layers"),
    .integer("batch", \.batch, in: 1...65_536, "blocks in a batch"),
    .integer("steps", \.steps, in: 2...10_000_000, "steps of the optimiser for the first code"),
    .real("learning-rate", \.learningRate, .positive, "size of a step"),
    .optimiser(\.optimiser),
    .integer(
      "samples", \.samples, in: 1000...HeldOutSequence.countLimit, "held-out samples of each row"),
    .descriptors(
      "references", \.references, checkedBy: CodedMethod.check,
      "methods of the ledger to stand beside"),
    .reals("rates", \.rates, in: 1e-3...24, "rates of those, in bits per sample"),
    .flag(
      "models", \.models, "write each code as a model, by which encode and decode code numbers"),
  ]

  /// One short training of small blocks.
  static let quickProfile: Profile = [
    "repetitions": .integer(1), "block-lengths": .text("1,8"), "steps": .integer(600),
    "samples": .integer(20_000),
  ]
}
