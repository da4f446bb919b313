import RDCore
import RDExperiments
import RDResults
import RDStreams

/// The distance of real streams from R(D), and the loss of each step of a compressor.
package enum LedgerExperiment: Experiment {
  package static let name = "ledger"

  package static let ownColumns = LedgerTask.ownColumns

  /// The points, with the parts in decibels.
  package static let display = Display(table: "points", columns: shownColumns)

  /// The columns shown as text.
  package static let shownColumns: [Table.Column] =
    [
      "source", "method",
      .init("rate_bits_per_sample", heading: "rate (bits)", precision: .decimals(4)),
      .init("snr_decibels", heading: "SNR (dB)", precision: .decimals(3)),
      .init("gap_bits", heading: "gap (bits)", precision: .decimals(4)),
      .init("gap_decibels", heading: "gap (dB)", precision: .decimals(3)),
    ]
    + LedgerPart.allCases.map { part in
      .init(
        "\(part.rawValue)_decibels", heading: "\(part.title) (dB)",
        precision: .decimals(4))
    }

  /// The columns of `rdtool ledger` as CSV or JSON.
  package static let machineColumns: [Table.Column] =
    [
      "source", "method", "requested_rate_bits", "rate_bits_per_sample", "distortion",
      "distortion_ci95", "snr_decibels", "blocklength", "bound_rate_bits_per_sample", "gap_bits",
      "gap_decibels",
    ] + GapColumns.decibels + GapColumns.bits + ownColumns.suffix(2 * LedgerPart.allCases.count) + [
      "status"
    ]

  /// One trial for each source and method.
  package static func trials(of specification: LedgerSpecification) -> [Trial] {
    specification.sources.flatMap { source in
      specification.methods.map { trial(source, $0, specification) }
    }
  }

  private static func trial(
    _ source: String, _ method: String, _ specification: LedgerSpecification
  ) -> Trial {
    Trial(
      name: "\(source) \(method)",
      template: LedgerTask.point(source: source, method: method, rate: nil)
    ) { context in
      let tasks = try LedgerTask.tasks(
        source: source, methods: CodedMethod.methods(method), settings: specification.settings)
      return TrialOutcome(
        points: try tasks.flatMap { task in
          try task.points(atRates: specification.rates) { try context.checkInterruption() }
        })
    }
  }
}
