import RDReport
import RDResults

/// The gap of each stream to R(D) and the parts that it adds up from, in decibels; learned codes beside the streams whose rate they come
/// near are not asked for one.
struct LedgerTable: TableOfResults {
  package let caption =
    "The gap of each stream to D(R), and its parts"

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "ledger"
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let parts = [
      ("finite_blocklength", "blocklength (dB)"), ("quantiser", "quantiser (dB)"),
      ("entropy_model", "model (dB)"), ("coder", "coder (dB)"), ("header", "header (dB)"),
    ]
    return PresentedTable(
      columns: [
        .init("source", "source"), .init("method", "method"),
        .init("requested_rate", "asked for (bits)"), .init("rate", "rate (bits)"),
        .init("snr", "SNR (dB)"), .init("gap_bits", "gap (bits)"), .init("gap", "gap (dB)"),
      ] + parts.map { .init($0.0, $0.1) },
      rows: try LedgerRow.rows(of: results).map { row in
        .init(
          "\(row.source)/\(row.method)/\(row.rate)",
          [
            .text(row.source), .text(row.method),
            .optional(row.isLearned ? nil : row.rate, decimals: 2),
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
