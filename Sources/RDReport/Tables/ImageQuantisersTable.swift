internal import RDResults

/// The published table of quantised latents with every model's own rows beside it: error, similarity and bits, quantiser by quantiser.
///
/// > Source: [gashgash], table 1.
struct ImageQuantisersTable: TableOfResults {
  let caption =
    "Quantised latents: the published table beside every model's own rows"

  func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try ImageModels(results).summary
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("quantiser", "quantiser"), .init("latents", "latents"),
        .init("bits", "b", latex: "$b$"), .init("fixed", "bits an image"),
        .init("coded", "coded"), .init("mse", "MSE"), .init("psnr", "PSNR (dB)"),
        .init("ssim", "SSIM"), .init("to_uniform", "MSE to uniform (%)"),
      ],
      rows: try Self.published.map { published in
        let quantiser = published.quantiser
        return .init(
          "published/\(quantiser)/\(published.bits.map(String.init) ?? "")",
          [
            .text("published"), quantiser.isEmpty ? .empty : .text(quantiser),
            .empty, .optional(published.bits),
            .optional(published.bits.map { 512 * $0 }), .empty,
            .number(published.error, decimals: 4), .empty,
            .number(published.similarity, decimals: 4), .empty,
          ])
      }
        + rows.map { row in
          let names = try ["model", "latent_quantiser", "latent_scale", "bits", "step"].map {
            try row.text($0)
          }
          let fixed = try row.optionalNumber("fixed_bits_per_image")
          let coded = try row.optionalNumber("coded_bits_per_image")
          let quantiser =
            names[4].isEmpty ? names[1] : "\(names[1]) \(names[4])"
          return .init(
            names.joined(separator: "/") + (fixed.map { "/\(Int($0.rounded()))" } ?? ""),
            [
              .text(names[0]), quantiser.isEmpty ? .empty : .text(quantiser),
              names[2].isEmpty ? .empty : .text(names[2]),
              .optional(try row.optionalInteger("bits")), .optional(fixed, decimals: 0),
              .optional(coded, decimals: 0),
              .optional(
                try row.optionalNumber("distortion"),
                halfWidth: try row.optionalNumber("distortion_ci95"), decimals: 5),
              .optional(try row.optionalNumber("psnr_of_mean_error_decibels"), decimals: 2),
              .optional(try row.optionalNumber("ssim"), decimals: 4),
              .optional(
                try row.optionalNumber("excess_over_uniform").map { 100 * $0 },
                halfWidth: try row.optionalNumber("excess_over_uniform_ci95").map { 100 * $0 },
                decimals: 2),
            ])
        })
  }

  /// What the literature printed for 512 latents on CIFAR-10.
  ///
  /// > Source: [gashgash], table 1.
  private static let published:
    [(quantiser: String, bits: Int?, error: Double, similarity: Double)] =
      [
        ("", nil, 0.0216, 0.8586),
        ("lloyd-max", 3, 0.0315, 0.8217), ("lloyd-max", 4, 0.0289, 0.8451),
        ("lloyd-max", 5, 0.0240, 0.8513), ("lloyd-max", 6, 0.0231, 0.8571),
        ("uniform", 3, 0.0419, 0.7933), ("uniform", 4, 0.0312, 0.8321),
        ("uniform", 5, 0.0265, 0.8461), ("uniform", 6, 0.0232, 0.8548),
      ]
}
