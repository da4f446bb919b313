import RDReport
import RDResults

/// The error of each method with unquantised latents: on training data, on held-out data, and against copying.
struct ClaimTable: TableOfResults {
  package let caption =
    "Error of each method with unquantised latents, on training and on held-out data"

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let summary = try GaussianSummary(results)
    let copying = try AnalyticGaussianPoints(results).copyingUnquantised
    return PresentedTable(
      columns: [
        .init("latent_dimension", "d", latex: "$d$"),
        .init("theory", "1 − d/n", latex: "$1-d/n$"),
        .init("method", "method"),
        .init("training", "training MSE"),
        .init("mse", "held-out MSE"),
        .init("difference", "held-out MSE minus copying"),
        .init("training_difference", "training MSE minus copying"),
      ],
      rows: summary.unquantised.map { row in
        let isCopying = row.method == "naive"
        return .init(
          "\(row.method)/\(row.latentDimension)",
          [
            .integer(row.latentDimension), .optional(copying[row.latentDimension], decimals: 2),
            .text(methodTitle(row.method)),
            .optional(row.trainingDistortion, decimals: 4),
            .optional(row.distortion, halfWidth: row.distortionHalfWidth, decimals: 4),
            isCopying
              ? .empty
              : .optional(
                row.differenceToSubsampling, halfWidth: row.differenceToSubsamplingHalfWidth,
                decimals: 4),
            isCopying ? .empty : .optional(summary.trainingDifference(of: row), decimals: 4),
          ])
      })
  }
}

/// What a method is called in figures and tables; others have the name of their model.
func methodTitle(_ method: String) -> String {
  switch method {
  case "naive": "copying d of n"
  case "pca", "klt": "PCA"
  case "klt-rounding": "PCA, rounding"
  default: method
  }
}
