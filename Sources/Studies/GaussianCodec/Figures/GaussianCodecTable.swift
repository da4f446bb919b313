import RDReport
import RDResults

extension TableOfResults {
  /// The learned codes of Gaussian blocks: rate, distortion and gap, beside the gap of the entropy-constrained scalar quantiser at that rate.
  ///
  /// The distance from that quantiser is the mean of the repetitions' own, and empty like its gap where a repetition has collapsed to a rate
  /// at which the quantiser is not designed.
  static let gaussianCodec = TableOfResults(
    of: GaussianCodecExperiment.name, "Codes of Gaussian blocks: rate, error and gap to the bound"
  ) { results in
    try PresentedTable(
      results.rows("summary.csv"),
      key: ["method", "block_length", "training", "assignment", "distortion_weight"],
      columns: [
        .text("method"),
        TableColumn("block_length", "n", latex: "$n$") { .text(try $0.text("block_length")) },
        .text("training"), .text("assignment"), .text("weight", of: "distortion_weight"),
        .number("rate", "rate (bits)", of: "rate_bits_per_sample", decimals: 4),
        .number("rate_spread", "spread (bits)", of: "rate_bits_per_sample_spread", decimals: 4),
        .number("snr", "SNR (dB)", of: "snr_decibels", decimals: 3),
        .number("gap", "gap (dB)", of: "gap_decibels", decimals: 3),
        .number("ecsq", "ECSQ there (dB)", of: "ecsq_gap_decibels", decimals: 3),
        .number("above_ecsq", "above it (dB)", of: "above_ecsq_decibels", decimals: 3),
        .number("above_ecsq_spread", "spread (dB)", of: "above_ecsq_decibels_spread", decimals: 3),
        .number("quantiser", "quantiser (dB)", of: "quantiser_decibels", decimals: 4),
        .number("model", "model (dB)", of: "entropy_model_decibels", decimals: 4),
        .number("coder", "coder (dB)", of: "coder_decibels", decimals: 4),
        .number("header", "header (dB)", of: "header_decibels", decimals: 4),
        TableColumn("note") { row in
          guard try row.optionalNumber("ecsq_gap_decibels") != nil else {
            return .text("repetitions below 1/20 bit")
          }
          // The repetitions of a training that ends at one optimum differ by some hundredths, in bits and in decibels.
          let isScattered = try ["rate_bits_per_sample_spread", "above_ecsq_decibels_spread"]
            .contains { try row.optionalNumber($0) ?? 0 > 0.1 }
          return isScattered ? .text("repetitions scatter") : .empty
        },
      ])
  }
}
