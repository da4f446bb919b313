import RDReport
import RDResults

/// The scalar quantisers of each source: error, signal-to-noise ratio, entropy of the index and distance from the bound.
struct ScalarQuantisersTable: TableOfResults {
  package let caption =
    "Scalar quantisers of each source"

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "scalar-quantisers"
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try results.table("points.csv").rows
    return PresentedTable(
      columns: [
        .init("source", "source"), .init("method", "method"), .init("levels", "levels"),
        .init("mse", "MSE"), .init("snr", "SNR (dB)"), .init("entropy", "entropy (bits)"),
        .init("gap", "gap (dB)"),
        .init("entropy_coded_gap", "gap, entropy-coded (dB)"),
      ],
      rows: try rows.map { row in
        let levels = try row.integer("levels")
        let source = try row.text("source")
        let method = try row.text("method")
        return .init(
          "\(source)/\(method)/\(levels)",
          [
            .text(source), .text(method), .integer(levels),
            .optional(try row.optionalNumber("distortion"), decimals: 6),
            .optional(try row.optionalNumber("snr_decibels"), decimals: 3),
            .optional(try row.optionalNumber("entropy_bits"), decimals: 3),
            .optional(try row.optionalNumber("gap_decibels"), decimals: 3),
            .optional(try row.optionalNumber("entropy_coded_gap_decibels"), decimals: 3),
          ])
      })
  }
}
