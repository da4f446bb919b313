import RDReport
import RDResults

/// Bits of real files against those that an ideal coder would write with the same tables, headers included, for every code that knows them.
struct EstimatedBitsTable: TableOfResults {
  package let caption =
    "Bits of real files against those that the models estimate"

  package func suits(_ results: ResultSet) throws -> Bool { CodecCurves.suits(results) }

  package func table(of results: ResultSet) throws -> PresentedTable {
    // Bits follow from tables and latents alike in every repetition.
    let rows = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("estimated_bits_per_image") != nil
        && ($0.optionalInteger("repetition") ?? 1) == 1
    }
    return PresentedTable(
      columns: [
        .init("method", "method"), .init("variant", "variant"), .init("setting", "setting"),
        .init("images", "images"), .init("bits", "bits per image"),
        .init("estimated", "estimated"), .init("excess", "above the estimate (%)"),
        .init("headers", "headers"), .init("bpp", "bpp"), .init("mse", "MSE"),
        .init("pooled_psnr", "PSNR, pooled (dB)"), .init("mean_psnr", "mean PSNR (dB)"),
        .init("ssim", "SSIM"), .init("ms_ssim", "MS-SSIM"),
      ],
      rows: try rows.map { row in
        let key = try ["method", "variant", "setting"].map { try row.text($0) }
        let bits = try row.number("bits_per_image")
        let estimated = try row.number("estimated_bits_per_image")
        return .init(
          key.joined(separator: "/"),
          [
            .text(key[0]), key[1].isEmpty ? .empty : .text(key[1]), .text(key[2]),
            .optional(try row.optionalInteger("sample_count")), .number(bits, decimals: 1),
            .number(estimated, decimals: 1), .number(100 * (bits / estimated - 1), decimals: 3),
            .optional(try row.optionalNumber("header_bits_per_image"), decimals: 1),
            .optional(try row.optionalNumber("bits_per_pixel"), decimals: 4),
            .optional(try row.optionalNumber("distortion"), decimals: 6),
            .optional(try row.optionalNumber("psnr_of_pooled_mse_decibels"), decimals: 2),
            .optional(try row.optionalNumber("mean_psnr_decibels"), decimals: 2),
            .optional(try row.optionalNumber("mean_ssim"), decimals: 4),
            .optional(try row.optionalNumber("mean_ms_ssim"), decimals: 4),
          ])
      })
  }
}
