import RDReport
import RDResults

/// Every model as it was trained: its divergence, how many latents carry something, what reverse water-filling predicts at its beta, and how
/// far its latents are from the standard normal distribution.
///
/// Models are measured on reconstructions from the means of their latents; reverse water-filling gives the error of those and that of
/// reconstructions from sampled latents, which is the distortion of the bound.
struct ImageModelsTable: TableOfResults {
  package let caption =
    "The autoencoders: divergence, error, and what the eigenvalues predict of both"

  package func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let models = try ImageModels(results)
    let predictions = try results.table("predictions.csv").rows
    let latents = try results.table("latents.csv").rows
    /// The half-width of the interval of a model's error, latents not quantised.
    func errorHalfWidth(of name: String) throws -> Double? {
      try models.summary.first {
        try $0.text("model") == name && $0.text("latent_quantiser").isEmpty
      }?.optionalNumber("distortion_ci95")
    }
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("objective", "objective"),
        .init("beta", "beta", latex: "$\\beta$"), .init("epochs", "epochs"),
        .init("kl", "KL (nats)"), .init("active", "active latents", latex: "active"),
        .init("mse", "MSE of means"),
        .init("ssim", ImageModels.similarityHeading),
        .init("predicted_kl", "predicted KL (nats)", latex: "KL, theory"),
        .init("predicted_mse_means", "predicted MSE, means", latex: "MSE, theory"),
        .init("predicted_mse_sampled", "predicted MSE, sampled", latex: "sampled, theory"),
        .init("deviation", "spread of the latents, median", latex: "spread"),
        .init("distance", "distance from N(0, 1), median", latex: "distance"),
        .init("shape_distance", "the same, standardised", latex: "standardised"),
      ],
      rows: try models.names().map { name in
        let row = try models.models.first { try $0.text("model") == name }
        let beta = try row?.optionalNumber("beta")
        let objective = try row?.text("objective") ?? ""
        // The eigenvalues say nothing of a model that was not trained for the squared error.
        let prediction = try predictions.first {
          try objective == "mse" && $0.number("level") == beta
        }
        let own = try latents.filter { try $0.text("model") == name }
        func middle(_ column: String) throws -> Double? {
          let numbers = try own.compactMap { try $0.optionalNumber(column) }.sorted()
          return numbers.isEmpty ? nil : numbers[numbers.count / 2]
        }
        return .init(
          name,
          [
            .text(name), .text(objective), beta.map { .text("\($0)") } ?? .empty,
            .optional(try row?.optionalInteger("epochs")),
            .optional(try models.mean("kl_nats", of: name), decimals: 1),
            .optional(try models.mean("active_latents", of: name), decimals: 0),
            .optional(
              try models.mean("mse", of: name), halfWidth: try errorHalfWidth(of: name), decimals: 5
            ),
            .optional(try models.mean("ssim", of: name), decimals: 4),
            .optional(try prediction?.number("nats"), decimals: 1),
            .optional(try prediction?.number("mse_of_means"), decimals: 5),
            .optional(try prediction?.number("mse"), decimals: 5),
            .optional(try middle("standard_deviation"), decimals: 2),
            .optional(try middle("kolmogorov_smirnov"), decimals: 3),
            .optional(try middle("standardised_kolmogorov_smirnov"), decimals: 3),
          ])
      }
    ).withoutEmptyColumns
  }
}
