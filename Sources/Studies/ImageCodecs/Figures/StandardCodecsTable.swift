import RDReport
import RDResults

/// Standard codecs on the small images of an experiment: bits of whole files, how many of them are headers, and the quality.
struct StandardCodecsTable: TableOfResults {
  package let caption = "Standard codecs on the same images, a file for each"

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results)
      && results.table("points.csv").rows.contains { ImageModels.isRowOfForeignCodec($0) }
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    PresentedTable(
      columns: [
        .init("codec", "codec"), .init("setting", "setting"), .init("images", "images"),
        .init("bits", "bits per image"), .init("headers", "of them headers"), .init("mse", "MSE"),
        .init("psnr", "PSNR, pooled (dB)"), .init("ssim", "SSIM"),
        .init("implementation", "implementation"),
      ],
      rows: try results.table("points.csv").rows.filter { ImageModels.isRowOfForeignCodec($0) }
        .map { row in
          let codec = CodecCurves.title(ofMethod: try row.text("method"))
          let setting = try row.text("setting")
          return .init(
            "\(try row.text("method"))/\(setting)",
            [
              .text(codec), setting.isEmpty ? .empty : .text(setting),
              .optional(try row.optionalInteger("sample_count")),
              .optional(try row.optionalNumber("coded_bits_per_image"), decimals: 1),
              .optional(try row.optionalNumber("header_bits_per_image"), decimals: 1),
              .optional(
                try row.optionalNumber("distortion"),
                halfWidth: try row.optionalNumber("distortion_ci95"), decimals: 6),
              .optional(try row.optionalNumber("psnr_of_mean_error_decibels"), decimals: 2),
              .optional(try row.optionalNumber("ssim"), decimals: 4),
              .text(try row.text("implementation")),
            ])
        })
  }
}
