internal import RDResults

/// The gap of each stream to R(D) and the parts that it adds up from, in decibels.
struct LedgerTable: TableOfResults {
  let caption =
    "The gap of each stream to D(R), and its parts"

  func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "ledger"
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    let parts = [
      ("finite_blocklength", "blocklength (dB)"), ("quantiser", "quantiser (dB)"),
      ("entropy_model", "model (dB)"), ("coder", "coder (dB)"), ("header", "header (dB)"),
    ]
    let rows = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("gap_decibels") != nil
    }
    return PresentedTable(
      columns: [
        .init("source", "source"), .init("method", "method"),
        .init("requested_rate", "asked for (bits)"), .init("rate", "rate (bits)"),
        .init("snr", "SNR (dB)"), .init("gap_bits", "gap (bits)"), .init("gap", "gap (dB)"),
      ] + parts.map { .init($0.0, $0.1) },
      rows: try rows.map { row in
        let source = try row.text("source")
        let method = try row.text("method")
        let requested = try row.number("requested_rate_bits")
        return .init(
          "\(source)/\(method)/\(requested)",
          [
            .text(source), .text(method), .number(requested, decimals: 2),
            .optional(try row.optionalNumber("rate_bits_per_sample"), decimals: 4),
            .optional(try row.optionalNumber("snr_decibels"), decimals: 3),
            .optional(try row.optionalNumber("gap_bits"), decimals: 4),
            .optional(try row.optionalNumber("gap_decibels"), decimals: 3),
          ]
            + (try parts.map {
              .optional(try row.optionalNumber("\($0.0)_decibels"), decimals: 4)
            }))
      })
  }
}
