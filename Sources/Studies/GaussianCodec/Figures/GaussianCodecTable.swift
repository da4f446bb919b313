import RDReport
import RDResults

/// The learned codes of Gaussian blocks: rate, distortion and gap, beside the gap of the entropy-constrained scalar quantiser at that rate.
///
/// The distance from that quantiser is the mean of the repetitions' own, and empty like its gap where a repetition has collapsed to a rate at
/// which the quantiser is not designed.
struct GaussianCodecTable: TableOfResults {
  package let caption =
    "Codes of Gaussian blocks: rate, error and gap to the bound"
  /// The repetitions of a training that ends in one place differ by some hundredths, in bits and in decibels.
  private static let scatterLimit = 0.1

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "gaussian-codec"
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try results.table("summary.csv").rows
    return PresentedTable(
      columns: [
        .init("method", "method"), .init("block_length", "n", latex: "$n$"),
        .init("training", "training"), .init("assignment", "assignment"),
        .init("weight", "weight"), .init("rate", "rate (bits)"),
        .init("rate_spread", "spread (bits)"), .init("snr", "SNR (dB)"),
        .init("gap", "gap (dB)"), .init("ecsq", "ECSQ there (dB)"),
        .init("above_ecsq", "above it (dB)"), .init("above_ecsq_spread", "spread (dB)"),
        .init("quantiser", "quantiser (dB)"), .init("model", "model (dB)"),
        .init("coder", "coder (dB)"), .init("header", "header (dB)"), .init("note", "note"),
      ],
      rows: try rows.map { row in
        let key = try ["method", "block_length", "training", "assignment", "distortion_weight"]
          .map { try row.text($0) }
        let rateSpread = try row.optionalNumber("rate_bits_per_sample_spread")
        let spread = try row.optionalNumber("above_ecsq_decibels_spread")
        let scalar = try row.optionalNumber("ecsq_gap_decibels")
        return .init(
          key.joined(separator: "/"),
          [
            .text(key[0]), .text(key[1]), .text(key[2]), .text(key[3]), .text(key[4]),
            .optional(try row.optionalNumber("rate_bits_per_sample"), decimals: 4),
            .optional(rateSpread, decimals: 4),
            .optional(try row.optionalNumber("snr_decibels"), decimals: 3),
            .optional(try row.optionalNumber("gap_decibels"), decimals: 3),
            .optional(scalar, decimals: 3),
            .optional(try row.optionalNumber("above_ecsq_decibels"), decimals: 3),
            .optional(spread, decimals: 3),
          ]
            + (try ["quantiser", "entropy_model", "coder", "header"].map {
              .optional(try row.optionalNumber("\($0)_decibels"), decimals: 4)
            })
            + [note(isCollapsed: scalar == nil, spreads: [rateSpread, spread])])
      })
  }

  /// What the repetitions have to say that their mean does not.
  private func note(isCollapsed: Bool, spreads: [Double?]) -> PresentedCell {
    if isCollapsed { return .text("repetitions below 1/20 bit") }
    let isScattered = spreads.contains { ($0 ?? 0) > Self.scatterLimit }
    return isScattered ? .text("repetitions scatter") : .empty
  }
}
