internal import RDResults

/// The learned codes of Gaussian blocks: rate, distortion and gap, beside the gap of the entropy-constrained scalar quantiser at that rate.
struct GaussianCodecTable: TableOfResults {
  let caption =
    "Codes of Gaussian blocks: rate, error and gap to the bound"

  func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "gaussian-codec"
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try results.table("summary.csv").rows
    return PresentedTable(
      columns: [
        .init("method", "method"), .init("block_length", "n", latex: "$n$"),
        .init("training", "training"), .init("assignment", "assignment"),
        .init("weight", "weight"), .init("rate", "rate (bits)"), .init("snr", "SNR (dB)"),
        .init("gap", "gap (dB)"), .init("ecsq", "ECSQ there (dB)"),
        .init("quantiser", "quantiser (dB)"), .init("model", "model (dB)"),
        .init("coder", "coder (dB)"), .init("header", "header (dB)"),
      ],
      rows: try rows.map { row in
        let key = try ["method", "block_length", "training", "assignment", "distortion_weight"]
          .map { try row.text($0) }
        return .init(
          key.joined(separator: "/"),
          [
            .text(key[0]), .text(key[1]), .text(key[2]), .text(key[3]), .text(key[4]),
            .optional(try row.optionalNumber("rate_bits_per_sample"), decimals: 4),
            .optional(try row.optionalNumber("snr_decibels"), decimals: 3),
            .optional(try row.optionalNumber("gap_decibels"), decimals: 3),
            .optional(try row.optionalNumber("ecsq_gap_decibels"), decimals: 3),
          ]
            + (try ["quantiser", "entropy_model", "coder", "header"].map {
              .optional(try row.optionalNumber("\($0)_decibels"), decimals: 4)
            }))
      })
  }
}
