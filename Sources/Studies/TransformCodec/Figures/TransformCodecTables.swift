import RDReport
import RDResults

extension TableOfResults {
  /// The surrogates of rounding, each trained from scratch for the same trade and as long: what the trained codecs spend and lose with real
  /// rounding, and both together as training weighs them.
  static let surrogates = TableOfResults(
    of: TransformCodecExperiment.name,
    "Surrogates of rounding, each trained from scratch, against one of them in the same repetitions"
  ) { results in
    let costs = try SurrogateCosts(results)
    func number(_ key: String, _ heading: String, of column: String, decimals: Int)
      -> TableColumn<SurrogateCosts.Entry>
    {
      TableColumn(key, heading) {
        .optional(try $0.row.optionalNumber(column), decimals: decimals)
      }
    }
    return try PresentedTable(
      costs.entries, key: { "\($0.method)/\($0.surrogate)/\($0.setting)" },
      columns: [
        TableColumn("surrogate") { .text($0.surrogate) },
        TableColumn("entropy_model", "entropy model") { entry in
          switch entry.method {
          case "transform-codec-factorised": .text("factorised")
          case "transform-codec-rounding": .text("context, rounding")
          default: .text("context")
          }
        },
        TableColumn("lambda", latex: "$\\lambda$") { .text($0.setting) },
        TableColumn("epochs") { .optional(try $0.row.optionalInteger("epochs")) },
        TableColumn("repetitions") { .integer(try $0.row.integer("repetitions")) },
        number("live", "live channels", of: "live_channels", decimals: 1),
        number("bits", "bits per image", of: "bits_per_image", decimals: 1),
        number("mse", "MSE", of: "distortion", decimals: 6),
        number("psnr", "PSNR, pooled (dB)", of: "psnr_of_pooled_mse_decibels", decimals: 2),
        TableColumn("cost", "bits + lambda SSE", latex: "bits $+ \\lambda\\,$SSE") {
          try $0.row.measured("cost", decimals: 1)
        },
        TableColumn("to_reference", "above \(costs.reference) (%)") {
          .optional($0.excess, halfWidth: $0.halfWidth, decimals: 2)
        },
      ])
  }

  /// Bits of real files against those that an ideal coder would write with the same tables, headers included, for every code that knows
  /// them.
  static let estimatedBits = TableOfResults(
    of: TransformCodecExperiment.name, "Bits of real files against those that the models estimate"
  ) { results in
    try PresentedTable(
      // Bits follow from tables and latents alike in every repetition.
      results.rows("points.csv").having("estimated_bits_per_image").filter {
        try ($0.optionalInteger("repetition") ?? 1) == 1
      },
      key: ["method", "variant", "setting"],
      columns: [
        .text("method"), .optionalText("variant"), .text("setting"),
        .integer("images", of: "sample_count"),
        .number("bits", "bits per image", of: "bits_per_image", decimals: 1),
        .number("estimated", of: "estimated_bits_per_image", decimals: 1),
        TableColumn("excess", "above the estimate (%)") { row in
          let ratio = try row.number("bits_per_image") / row.number("estimated_bits_per_image")
          return .number(100 * (ratio - 1), decimals: 3)
        },
        .number("headers", of: "header_bits_per_image", decimals: 1),
        .number("bpp", of: "bits_per_pixel", decimals: 4),
        .number("mse", "MSE", of: "distortion", decimals: 6),
        .number("pooled_psnr", "PSNR, pooled (dB)", of: "psnr_of_pooled_mse_decibels", decimals: 2),
        .number("mean_psnr", "mean PSNR (dB)", of: "mean_psnr_decibels", decimals: 2),
        .number("ssim", "SSIM", of: "mean_ssim", decimals: 4),
        .number("ms_ssim", "MS-SSIM", of: "mean_ms_ssim", decimals: 4),
      ])
  }
}
