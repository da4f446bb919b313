import RDCore
import RDExperiments
import RDResults
import RDStreams

/// Whether an autoencoder with the quantiser in its loss reaches the entropy-constrained scalar quantiser on Gaussian blocks, and
/// whether a vector latent passes it.
enum GaussianCodecExperiment: Experiment {
  static let name = "gaussian-codec"

  static let ownColumns: [Table.Column] =
    [
      "block_length", "training", "assignment", "distortion_weight", "ecsq_gap_decibels",
    ] + LedgerTask.ownColumns

  static let display = Display(
    table: "summary",
    columns: [
      "method", .init("block_length", heading: "n"), "training",
      "assignment", .init("distortion_weight", heading: "weight"),
      .init("rate_bits_per_sample", heading: "bit/sample", precision: .decimals(4)),
      .init("snr_decibels", heading: "SNR (dB)", precision: .decimals(3)),
      .init("gap_decibels", heading: "gap (dB)", precision: .decimals(3)),
      .init("ecsq_gap_decibels", heading: "ECSQ there (dB)", precision: .decimals(3)),
      .init("above_ecsq_decibels", heading: "above it (dB)", precision: .decimals(3)),
    ])

  /// The theory, the methods of the ledger beside the learned codes, and a trial for each blocklength, training and repetition, and
  /// another for linear transforms with the first of the trainings.
  static func trials(of specification: GaussianCodecSpecification) -> [Trial] {
    var trials = [GaussianCodecTheory.trial]
    trials += specification.references.map { referenceTrial($0, specification) }
    for repetition in 1...specification.repetitions {
      for blockLength in specification.blockLengths {
        func trial(_ training: GaussianCodecTraining, isLinear: Bool) -> Trial {
          GaussianCodecTask(
            specification: specification, blockLength: blockLength, training: training,
            isLinear: isLinear, repetition: repetition
          ).trial
        }
        trials += specification.trainings.map { trial($0, isLinear: false) }
        trials.append(trial(specification.trainings[0], isLinear: true))
      }
    }
    return trials
  }

  /// Means over repetitions; how far a code is from the scalar quantiser is the mean of the repetitions' distances, each at its own rate.
  static func summaries(of points: CSVDocument) -> [Summary] {
    let summary = RepetitionSummary(
      keys: ["method", "block_length", "training", "assignment", "distortion_weight"],
      averages: [
        ("rate_bits_per_sample", nil), ("distortion", "distortion_ci95"), ("snr_decibels", nil),
        ("gap_decibels", nil), ("ecsq_gap_decibels", nil),
      ] + LedgerPart.allCases.dropFirst().map { ("\($0.rawValue)_decibels", nil) },
      spreads: ["rate_bits_per_sample"],
      differences: [("above_ecsq_decibels", "gap_decibels", "ecsq_gap_decibels")])
    return [("summary", summary(points))]
  }

  private static func referenceTrial(
    _ method: String, _ specification: GaussianCodecSpecification
  ) -> Trial {
    var template = LedgerTask.point(
      source: GaussianCodecTask.sourceName, method: method, rate: nil)
    template.own = [.empty, .empty, .empty, .empty, .empty] + template.own
    return Trial(name: "reference \(method)", template: template) { context in
      var settings = LedgerSettings()
      settings.samples = specification.samples
      settings.seed = specification.seed
      let tasks = try LedgerTask.tasks(
        source: GaussianCodecTask.sourceName, methods: CodedMethod.methods(method),
        settings: settings)
      let points = try tasks.flatMap { task in
        try task.points(atRates: specification.rates) { try context.checkInterruption() }
      }
      return TrialOutcome(
        points: try points.map { point in
          var point = point
          let gap = try point.rateBitsPerSample.flatMap(GaussianCodecTheory.gapOfScalarQuantiser)
          point.own = [.empty, .empty, .empty, .empty, .optional(gap)] + point.own
          return point
        })
    }
  }
}
