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

  package let specification: GaussianCodecSpecification
  let blockLength: Int
  package let training: GaussianCodecTraining
  let isLinear: Bool
  let repetition: Int

  /// The name of the method in the table.
  var method: String { isLinear ? "learned-linear" : "learned" }

  package var trial: Trial {
    Trial(
      name: "\(method) n=\(blockLength) \(training.rawValue) \(repetition)",
      template: template(assignment: nil, weight: nil), cost: Double(blockLength + 8)
    ) { context in
      TrialOutcome(points: try points(context))
    }
  }

  /// What is known of a point before anything is measured.
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
      assignment.map { .text($0.rawValue) } ?? .empty,
      .optional(weight), .optional(ecsqGap),
    ]
  }

  private var seed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["repetition", repetition][
      "block-length", blockLength]
  }

  private func points(_ context: TrialContext) throws -> [Point] {
    let source = try LedgerSource(Self.sourceName, settings: settings)
    let samples = specification.samples / blockLength * blockLength
    // All codes of a repetition are measured on the same samples.
    let heldOut = source.heldOut(
      count: samples,
      seed: SeedPath(root: UInt64(specification.seed))["repetition", repetition]["role", "test"])
    let fitting = source.heldOut(
      count: samples, seed: seed["role", "tables"])
    var points: [Point] = []
    var network: BlockCodeNetwork<Float>?
    for (index, weight) in specification.distortionWeights.sorted(by: >).enumerated() {
      context.report(
        completed: index, of: specification.distortionWeights.count, note: "weight \(weight)")
      let trained = try train(network, weight: weight, isFirst: index == 0, context)
      network = trained
      let model = BlockCodeModel(trained)
      for name in specification.assignments {
        guard let assignment = BlockAssignment(rawValue: name) else { continue }
        try context.checkInterruption()
        let rated = RatedQuantiser(
          learned: model, tablesFrom: fitting.samples, assignment: assignment)
        let codec = try EntropyCodedSequence(rated, lengths: .ideal)
        var point = try source.point(
          of: codec, method: method, requestedRate: nil, on: heldOut, settings: settings)
        point.repetition = repetition
        let ecsqGap = try point.rateBitsPerSample.flatMap(GaussianCodecTheory.gapOfScalarQuantiser)
        point.own =
          ownCells(assignment: assignment, weight: weight, ecsqGap: ecsqGap) + point.own
        points.append(point)
      }
    }
    return points
  }

  private var settings: LedgerSettings {
    var settings = LedgerSettings()
    settings.samples = specification.samples
    settings.seed = specification.seed
    return settings
  }

  /// The code for a weight, trained on from the one for the last weight.
  private func train(
    _ previous: BlockCodeNetwork<Float>?, weight: Double, isFirst: Bool, _ context: TrialContext
  ) throws -> BlockCodeNetwork<Float> {
    let surrogates = training.surrogates
    let steps = max(1, specification.steps / (isFirst ? 1 : 2) / surrogates.count)
    let stepsPerEpoch = min(steps, 100)
    let epochs = steps / stepsPerEpoch
    let rows = GaussianRows(count: stepsPerEpoch * specification.batch, dimension: blockLength)
    let activation = try ActivationCatalogue.all.entry(named: specification.activation)
    var network = previous
    for (stage, surrogate) in surrogates.enumerated() {
      let stageSeed = seed["weight", "\(weight)"]["stage", stage]
      let next = BlockCodeNetwork<Float>(
        BlockCodeArchitecture(
          blockLength: blockLength, hiddenWidths: isLinear ? [] : specification.hidden,
          activation: activation, surrogate: surrogate, distortionWeight: weight),
        batchCapacity: specification.batch, seed: stageSeed)
      if let network { next.graph.copyParameters(from: network.graph) }
      let trainer = try Trainer(
        next, architecture: "\(next.architecture)",
        options: TrainingOptions(
          batchSize: specification.batch, learningRate: specification.learningRate,
          schedule: try LearningRateSchedule(parsing: "cosine", epochs: epochs),
          gradientLimit: 1000),
        rows: rows, seed: stageSeed)
      while trainer.epoch < epochs {
        guard try trainer.trainEpoch(until: { context.isInterrupted }) != nil else {
          throw RunInterrupted()
        }
      }
      network = next
    }
    guard let network else { preconditionFailure("there is a surrogate") }
    return network
  }
}
