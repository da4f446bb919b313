import RDReport
import RDResults

/// The held-out error of each adjustment of the autoencoder, with its difference from copying as many samples, and what
/// remains once its latents are quantised.
struct AdjustmentsTable: TableOfResults {
  package let caption =
    "Held-out error of each adjustment of the autoencoder"

  package func suits(_ results: ResultSet) throws -> Bool {
    try (GaussianSummary.variantCount(of: results) ?? 0) > 1
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let summary = try GaussianSummary(results)
    let copying = try AnalyticGaussianPoints(results).copyingUnquantised
    let rows = summary.unquantised.filter { $0.method == "autoencoder" }
    return PresentedTable(
      columns: [
        .init("variant", "variant"),
        .init("latent_dimension", "d", latex: "$d$"),
        .init("theory", "1 − d/n", latex: "$1-d/n$"),
        .init("training", "training MSE"),
        .init("mse", "held-out MSE"),
        .init("difference", "held-out MSE minus copying"),
        .init("active", "active latents"),
        .init("bits", "b", latex: "$b$"),
        .init("quantised", "quantised MSE"),
        .init("gap", "gap (dB)"),
      ],
      rows: summary.variants.flatMap { variant in
        rows.filter { $0.variant == variant }.map { row in
          let quantised = summary.quantised(row)
          return .init(
            "\(variant)/\(row.latentDimension)",
            [
              .text(variant), .integer(row.latentDimension),
              .optional(copying[row.latentDimension], decimals: 2),
              .optional(row.trainingDistortion, decimals: 4),
              .optional(row.distortion, halfWidth: row.distortionHalfWidth, decimals: 4),
              .optional(
                row.differenceToSubsampling, halfWidth: row.differenceToSubsamplingHalfWidth,
                decimals: 4),
              .optional(row.activeLatents, decimals: 1), .optional(quantised?.bits),
              .optional(
                quantised?.distortion, halfWidth: quantised?.distortionHalfWidth, decimals: 4),
              .optional(quantised?.gapDecibels, decimals: 2),
            ])
        }
      })
  }
}
