import RDReport
import RDResults

/// The published table of quantised latents with every model's own rows beside it: error, similarity and bits, quantiser by quantiser.
///
/// How far Lloyd–Max is from the better uniform quantiser stands there for as many bits of an index and for as many coded bits.
///
/// > Source: [gashgash], table 1.
struct ImageQuantisersTable: TableOfResults {
  package let caption =
    "Quantised latents, quantiser by quantiser, below what was published where that is known"

  package func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let models = try ImageModels(results)
    let rows = models.ownSummary
    let linear = try rows.filter {
      try $0.text("model") == "klt" && $0.text("latent_quantiser").isEmpty
    }
    // The printed numbers are of variational autoencoders on these images.
    let isPublished =
      try models.models.contains { try $0.optionalNumber("kl_nats") != nil }
      && results.table("points.csv").rows.contains { try $0.text("source").hasPrefix("cifar10") }
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("quantiser", "quantiser"), .init("latents", "latents"),
        .init("bits", "b", latex: "$b$"), .init("fixed", "bits per image"),
        .init("coded", "coded"), .init("mse", "MSE"), .init("psnr", "PSNR (dB)"),
        .init("ssim", ImageModels.similarityHeading), .init("to_uniform", "MSE to uniform (%)"),
        .init("to_uniform_coded", "the same at equal coded bits (%)"),
        .init("interval_over", ImageModels.intervalHeading),
      ],
      rows: try (isPublished ? Self.published : []).map { published in
        let quantiser = published.quantiser
        return .init(
          "published/\(quantiser)/\(published.bits.map(String.init) ?? "")",
          [
            .text("published"), quantiser.isEmpty ? .empty : .text(quantiser),
            .empty, .optional(published.bits),
            .optional(published.bits.map { 512 * $0 }), .empty,
            .number(published.error, decimals: 4), .empty,
            .number(published.similarity, decimals: 4), .empty, .empty, .empty,
          ])
      }
        + rows.map { row in
          let names = try ["model", "latent_quantiser", "latent_scale", "bits", "step"].map {
            try row.text($0)
          }
          // Several linear codes without a quantiser differ in how many coefficients they keep.
          let coefficients =
            linear.count > 1 && names[0] == "klt" && names[1].isEmpty
            ? try row.text("latent_dimension") : ""
          let fixed = try row.optionalNumber("fixed_bits_per_image")
          let coded = try row.optionalNumber("coded_bits_per_image")
          let error = try row.optionalNumber("distortion")
          let uniform: Double? =
            if names[1] == "lloyd-max", !names[3].isEmpty, let coded {
              try models.uniformError(
                atCodedBits: coded, model: names[0], isRaw: names[2] == "raw")
            } else { nil }
          let quantiser =
            names[4].isEmpty ? names[1] : "\(names[1]) \(names[4])"
          return .init(
            names.joined(separator: "/") + coefficients
              + (fixed.map { "/\(Int($0.rounded()))" } ?? ""),
            [
              .text(
                methodTitle(names[0])
                  + (coefficients.isEmpty ? "" : ", \(coefficients) coefficients")),
              quantiser.isEmpty ? .empty : .text(quantiser),
              names[2].isEmpty ? .empty : .text(names[2]),
              .optional(try row.optionalInteger("bits")), .optional(fixed, decimals: 0),
              .optional(coded, decimals: 0),
              .optional(
                error,
                halfWidth: try row.optionalNumber("distortion_ci95"), decimals: 5),
              .optional(try row.optionalNumber("psnr_of_mean_error_decibels"), decimals: 2),
              .optional(try row.optionalNumber("ssim"), decimals: 4),
              .optional(
                try row.optionalNumber("excess_over_uniform").map { 100 * $0 },
                halfWidth: try row.optionalNumber("excess_over_uniform_ci95").map { 100 * $0 },
                decimals: 2),
              .optional(
                error.flatMap { error in uniform.map { 100 * (error / $0 - 1) } }, decimals: 2),
              try ImageModels.intervalCell(row),
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
