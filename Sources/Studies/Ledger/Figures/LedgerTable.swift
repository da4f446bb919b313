import Foundation
import RDReport
import RDResults

extension TableOfResults {
  /// The gap of each stream to R(D) and the parts that it adds up from, in decibels; learned codes are not asked for a rate.
  static let ledger = TableOfResults(
    of: LedgerExperiment.name, "The gap of each stream to D(R), and its parts"
  ) { results in
    func number(
      _ key: String, _ heading: String, of column: String, decimals: Int
    ) -> TableColumn<LedgerRow> {
      TableColumn(key, heading) {
        .optional(try $0.optionalNumber(column), decimals: decimals)
      }
    }
    func gap(
      _ key: String, _ heading: String, of column: String, decimals: Int
    ) -> TableColumn<LedgerRow> {
      TableColumn(key, heading) { row in
        if let ends = try row.ends(ofGap: column) {
          return .text(
            String(format: "%.\(decimals)f to %.\(decimals)f", ends.lower, ends.upper))
        }
        return .optional(try row.optionalNumber(column), decimals: decimals)
      }
    }
    return try PresentedTable(
      LedgerRow.rows(of: results), key: { "\($0.source)/\($0.method)/\($0.rate)" },
      columns: [
        TableColumn("source") { .text($0.source) }, TableColumn("method") { .text($0.method) },
        TableColumn("requested_rate", "asked for (bits)") {
          .optional($0.isLearned ? nil : $0.rate, decimals: 2)
        },
        number("rate", "rate (bits)", of: "rate_bits_per_sample", decimals: 4),
        number("snr", "SNR (dB)", of: "snr_decibels", decimals: 3),
        gap("gap_bits", "gap (bits)", of: "gap_bits", decimals: 4),
        gap("gap", "gap (dB)", of: "gap_decibels", decimals: 3),
        number(
          "finite_blocklength", "blocklength (dB)", of: "finite_blocklength_decibels", decimals: 4),
        number("quantiser", "quantiser (dB)", of: "quantiser_decibels", decimals: 4),
        number("entropy_model", "model (dB)", of: "entropy_model_decibels", decimals: 4),
        number("coder", "coder (dB)", of: "coder_decibels", decimals: 4),
        number("header", "header (dB)", of: "header_decibels", decimals: 4),
      ])
  }
}
