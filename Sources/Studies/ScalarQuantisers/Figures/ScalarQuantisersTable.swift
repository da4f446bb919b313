import RDReport
import RDResults

extension TableOfResults {
  /// The scalar quantisers of each source: error, signal-to-noise ratio, entropy of the index and distance from the bound.
  static let scalarQuantisers = TableOfResults(
    of: ScalarQuantisersExperiment.name, "Scalar quantisers of each source"
  ) { results in
    try PresentedTable(
      results.rows("points.csv"), key: ["source", "method", "levels"],
      columns: [
        .text("source"), .text("method"), .integer("levels"),
        .number("mse", "MSE", of: "distortion", decimals: 6),
        .number("snr", "SNR (dB)", of: "snr_decibels", decimals: 3),
        .number("entropy", "entropy (bits)", of: "entropy_bits", decimals: 3),
        .number("gap", "gap (dB)", of: "gap_decibels", decimals: 3),
        .number(
          "entropy_coded_gap", "gap, entropy-coded (dB)", of: "entropy_coded_gap_decibels",
          decimals: 3),
      ])
  }
}
