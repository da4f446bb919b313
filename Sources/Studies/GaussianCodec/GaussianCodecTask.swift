import Foundation
import RDCore
import RDExperiments
import RDLatentCodes
import RDNetworks
import RDQuantisers
import RDResults
import RDStreams

/// One trial of the experiment: codes of one blocklength, trained in one way from one set of first weights, for all weights of the
/// distortion in turn.
struct GaussianCodecTask: Sendable {
  static let sourceName = "gaussian"
  let specification: GaussianCodecSpecification
  let blockLength: Int
  let training: GaussianCodecTraining
  let isLinear: Bool
  let repetition: Int

  /// The name of the method in the table.
  var method: String { isLinear ? "learned-linear" : "learned" }

  var trial: Trial {
    Trial(
      name: "\(method) n=\(blockLength) \(training.rawValue) \(repetition)",
      template: template(assignment: nil, weight: nil), cost: Double(blockLength + 8)
    ) { context in
      try outcome(context)
    }
  }

  /// A point before any measurement.
  private func template(assignment: BlockAssignment?, weight: Double?) -> Point {
    var point = Point(source: Self.sourceName, method: method)
    point.repetition = repetition
    point.seed = UInt64(specification.seed)
    point.own =
      ownCells(assignment: assignment, weight: weight, ecsqGap: nil)
      + LedgerTask.ownColumns.map { _ in .empty }
    return point
  }

  private func ownCells(
    assignment: BlockAssignment?, weight: Double?, ecsqGap: Double?
  ) -> [Cell] {
    [
      .integer(blockLength), .text(training.rawValue),
      .optional(assignment?.rawValue), .optional(weight),
      .optional(ecsqGap),
    ]
  }

  private var seed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["repetition", repetition][
      "block-length", blockLength]
  }

  private func outcome(_ context: TrialContext) throws -> TrialOutcome {
    let source = try LedgerSource(Self.sourceName, settings: settings)
    let samples = specification.samples / blockLength * blockLength
    // All codes of a repetition are measured on the same samples.
    let heldOut = source.heldOut(
      count: samples,
      seed: SeedPath(root: UInt64(specification.seed))["repetition", repetition]["role", "test"])
    let fitting = source.heldOut(
      count: samples, seed: seed["role", "tables"])
    var outcome = TrialOutcome(points: [])
    var network: BlockCodeNetwork<Float>?
    let stages = stages
    let epochs = stages.joined().map(\.epochs)
    var stageCount = 0
    for weightStages in stages {
      for stage in weightStages {
        network = try train(
          network, stage, in: StageContext(context, stage: stageCount, epochs: epochs))
        stageCount += 1
      }
      guard let network else { preconditionFailure("there is a surrogate") }
      let model = BlockCodeModel(network)
      for assignment in specification.assignments {
        try context.checkInterruption()
        let rated = RatedQuantiser(
          learned: model, tablesFrom: fitting.samples, assignment: assignment)
        let code = try SequenceCode(
          rated, lengths: .ideal, sampleCount: heldOut.samples.count, label: method)
        var point = try source.point(
          of: code, method: method, requestedRate: nil, on: heldOut, settings: settings)
        point.repetition = repetition
        let ecsqGap = try point.rateBitsPerSample.flatMap(GaussianCodecTheory.gapOfScalarQuantiser)
        point.own =
          ownCells(assignment: assignment, weight: weightStages[0].weight, ecsqGap: ecsqGap)
          + point.own
        outcome.points.append(point)
        if specification.models, let quantiser = rated.quantiser as? LearnedBlockQuantiser {
          outcome.files.append(
            TrialFile(
              path: path(of: assignment, weight: weightStages[0].weight),
              bytes: quantiser.file.bytes))
        }
      }
    }
    return outcome
  }

  /// Where the model of a row is kept.
  private func path(of assignment: BlockAssignment, weight: Double) -> String {
    "models/\(method)-\(blockLength)-\(training.rawValue)-\(assignment.rawValue)"
      + "-weight-\(Cell.real(weight).machineText)-\(repetition).rdm"
  }

  private var settings: LedgerSettings {
    var settings = LedgerSettings()
    settings.samples = specification.samples
    settings.seed = specification.seed
    return settings
  }

  /// One training of the trial: for a weight, with a surrogate.
  private struct Stage {
    let weight: Double
    let surrogate: QuantisationSurrogate
    let seed: SeedPath
    let stepsPerEpoch: Int
    let epochs: Int
  }

  /// The trainings, weight by weight; each starts from the parameters of the previous one.
  private var stages: [[Stage]] {
    specification.distortionWeights.sorted(by: >).enumerated().map { index, weight in
      let surrogates = training.surrogates
      let steps = max(1, specification.steps / (index == 0 ? 1 : 2) / surrogates.count)
      let stepsPerEpoch = min(steps, 100)
      return surrogates.enumerated().map { stage, surrogate in
        Stage(
          weight: weight, surrogate: surrogate, seed: seed["weight", "\(weight)"]["stage", stage],
          stepsPerEpoch: stepsPerEpoch, epochs: steps / stepsPerEpoch)
      }
    }
  }

  private func train(
    _ previous: BlockCodeNetwork<Float>?, _ stage: Stage, in context: StageContext
  ) throws -> BlockCodeNetwork<Float> {
    let network = BlockCodeNetwork<Float>(
      BlockCodeArchitecture(
        blockLength: blockLength, hiddenWidths: isLinear ? [] : specification.hidden,
        activation: specification.activation, surrogate: stage.surrogate,
        distortionWeight: stage.weight),
      batchCapacity: specification.batch, seed: stage.seed)
    if let previous { network.graph.copyParameters(from: previous.graph) }
    let trainer = try Trainer(
      network, architecture: "\(network.architecture)",
      options: TrainingOptions(
        batchSize: specification.batch, learningRate: specification.learningRate,
        schedule: try LearningRateSchedule(parsing: "cosine", epochs: stage.epochs),
        gradientLimit: 1000,
        optimiser: try OptimiserCatalogue.optimiser(specification.optimiser)),
      rows: GaussianRows(
        count: stage.stepsPerEpoch * specification.batch, dimension: blockLength),
      seed: stage.seed)
    _ = try TrainingLoop(trainer, epochs: stage.epochs).run(in: context)
    return network
  }
}
