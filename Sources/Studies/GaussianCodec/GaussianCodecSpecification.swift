import RDExperiments
import RDLatentCodes
import RDNetworks

/// Which learned codes of Gaussian blocks are trained, and how they are measured.
package struct GaussianCodecSpecification: ExperimentSpecification {
  /// Samples of a block.
  package var blockLengths = [1, 2, 8, 32]

  /// How rounding is learned through: names of ``GaussianCodecTraining``.
  package var trainings = GaussianCodecTraining.allCases.map(\.rawValue)

  /// How the encoder chooses its numbers: names of `BlockAssignment`.
  package var assignments = BlockAssignment.allCases.map(\.rawValue)

  /// What a unit of squared error counts for beside a bit, one code for each; in descending order, each is trained on from the last.
  package var distortionWeights = [32.5, 8.1, 2.2, 1.5]

  /// Codes trained from other first weights and noise.
  package var repetitions = 3

  /// The widths of the layers on each side.
  package var hidden = [64, 64]

  /// What follows each of them.
  package var activation = "leaky-relu"

  /// Blocks of a batch.
  package var batch = 256

  /// Steps of the optimiser for the first code; half as many for each of the others.
  package var steps = 3000

  /// The size of a step, before it falls.
  package var learningRate = 2e-3

  /// Held-out samples of each row.
  package var samples = 200_000

  /// Methods of the ledger beside the learned codes.
  package var references = ["ecsq", "e8", "ectcq-8"]

  /// The rates of those, in bits per sample.
  package var rates = [0.5, 1.0, 2, 3]

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The codes of the repository's own results.
  package init() {}

  /// The root of all seeds.
  package var rootSeed: Int? { seed }

  /// The keys.
  package static let keys: [SpecificationKey<GaussianCodecSpecification>] = [
    .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
    .integer("repetitions", \.repetitions, in: 1...100, "codes from other first weights"),
    .integers("block-lengths", \.blockLengths, in: 1...256, "samples of a block"),
    .names(
      "trainings", \.trainings, of: GaussianCodecTraining.allCases.map(\.rawValue),
      kind: "training", "how rounding is learned through"),
    .names(
      "assignments", \.assignments, of: BlockAssignment.allCases.map(\.rawValue),
      kind: "assignment", "how the encoder chooses its numbers"),
    .reals(
      "distortion-weights", \.distortionWeights, in: 1e-2...1e4,
      "weights of the squared error beside the bits"),
    .integerSequence(
      "hidden", \.hidden, in: 1...4096, atMost: 8, "widths of the hidden layers"),
    .name(
      "activation", \.activation, of: ActivationCatalogue.all.names, kind: "activation",
      "activation of the hidden layers"),
    .integer("batch", \.batch, in: 1...65_536, "blocks in a batch"),
    .integer("steps", \.steps, in: 2...10_000_000, "steps of the optimiser for the first code"),
    .real(
      "learning-rate", \.learningRate, expected: "a positive number",
      where: { $0 > 0 && $0.isFinite }, "size of a step"),
    .integer(
      "samples", \.samples, in: 1000...HeldOutSequence.countLimit, "held-out samples of each row"),
    .descriptors(
      "references", \.references, checkedBy: { _ = try LedgerMethod.methods($0) },
      "methods of the ledger to stand beside"),
    .reals("rates", \.rates, in: 1e-3...24, "rates of those, in bits per sample"),
  ]

  /// One short training of small blocks.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "repetitions": .integer(1), "block-lengths": .text("1,8"), "steps": .integer(600),
    "samples": .integer(20_000),
  ]

  /// Any of them go together.
  package func validate() throws(SpecificationContradiction) {}
}
