import RDCore
import RDExperiments
import RDResults
import RDStreams

/// The gap to R(D) of entropy-coded trellises and polar codes in real bytes, and their speed.
enum NearLimitExperiment: Experiment {
  static let name = "near-limit"

  /// What the codes are sized by, and what their streams came to.
  static let ownColumns = NearLimitTask.ownColumns

  /// How long designs take, and how many samples per second are coded.
  static let timingColumns = NearLimitTask.timingColumns

  static let display = Display(
    table: "summary",
    columns: [
      "source", "method",
      .init("rate_bits_per_sample", heading: "rate (bits)", precision: .decimals(4)),
      .init("snr_decibels", heading: "SNR (dB)", precision: .decimals(3)),
      .init("gap_bits", heading: "gap (bits)", precision: .decimals(4)),
      .init("gap_decibels", heading: "gap (dB)", precision: .decimals(4)),
      .init("gap_decibels_ci95", heading: "+-95 %", precision: .decimals(4)),
    ])

  /// One trial for each source, method and rate, which has all repetitions.
  static func trials(of specification: NearLimitSpecification) -> [Trial] {
    let lists = [
      (specification.sources, specification.methods),
      (specification.furtherSources, specification.furtherMethods),
    ]
    var trials: [Trial] = []
    var names: Set<String> = []
    for (sources, methods) in lists {
      for source in sources {
        // All of them have been read before.
        for method in methods.flatMap({ (try? CodedMethod.methods($0)) ?? [] }) {
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
  static func summaries(of points: CSVDocument) -> [Summary] {
    let summary = RepetitionSummary(
      keys: ["source", "method", "requested_rate_bits"] + CodeSize.columns.map(\.name),
      averages: [
        ("sample_count", nil), ("rate_bits_per_sample", nil), ("distortion", "distortion_ci95"),
        ("snr_decibels", nil), ("gap_bits", "gap_bits_ci95"),
        ("gap_decibels", "gap_decibels_ci95"),
      ] + (GapColumns.decibels + GapColumns.bits).map { ($0.name, nil) })
    return [("summary", summary(points))]
  }
}
