import RDCore
import RDExperiments
import RDResults

/// How near to R(D) trellises and polar codes with an entropy coder come, and how fast they are.
package enum NearLimitExperiment: Experiment {
  /// `near-limit`.
  package static let name = "near-limit"

  /// The question.
  package static let question =
    "How near to R(D) do entropy-coded trellises and polar codes come in real bytes, and at which speed?"

  /// What the codes are sized by, and what their streams came to.
  package static let ownColumns = NearLimitTask.ownColumns

  /// The points say it all.
  package static let tables: KeyValuePairs<String, [Table.Column]> = [:]

  /// How long designs take, and how many samples per second are coded.
  package static let timingColumns = NearLimitTask.timingColumns

  /// The means over repetitions.
  package static let display = Display(
    table: "summary",
    columns: [
      .init("source"), .init("method"),
      .init("rate_bits_per_sample", heading: "rate (bits)", precision: .decimals(4)),
      .init("snr_decibels", heading: "SNR (dB)", precision: .decimals(3)),
      .init("gap_bits", heading: "gap (bits)", precision: .decimals(4)),
      .init("gap_decibels", heading: "gap (dB)", precision: .decimals(4)),
      .init("gap_decibels_ci95", heading: "+-95 %", precision: .decimals(4)),
    ])

  /// One trial for each source, method and rate, which has all repetitions.
  package static func trials(of specification: NearLimitSpecification) -> [Trial] {
    let lists = [
      (specification.sources, specification.methods),
      (specification.furtherSources, specification.furtherMethods),
    ]
    var trials: [Trial] = []
    var names: Set<String> = []
    for (sources, methods) in lists {
      for source in sources {
        // All of them have been read before.
        for method in methods.flatMap({ (try? LedgerMethod.methods($0)) ?? [] }) {
          for rate in specification.rates {
            let trial = NearLimitTask(
              source: source, method: method, rate: rate, specification: specification
            ).trial
            if names.insert(trial.name).inserted { trials.append(trial) }
          }
        }
      }
    }
    return trials
  }

  /// Means over repetitions, with intervals of the gap that follow from how the repetitions differ.
  package static func summaries(
    of points: CSVDocument
  ) -> [(name: String, document: CSVDocument)] {
    let summary = RepetitionSummary(
      keys: ["source", "method", "requested_rate_bits"] + CodeSize.columns.map(\.name),
      averages: [
        ("sample_count", nil), ("rate_bits_per_sample", nil), ("distortion", "distortion_ci95"),
        ("snr_decibels", nil), ("gap_bits", "gap_bits_ci95"),
        ("gap_decibels", "gap_decibels_ci95"),
      ])
    return [("summary", summary(points))]
  }
}
