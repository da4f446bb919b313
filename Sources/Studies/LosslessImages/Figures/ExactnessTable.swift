import RDReport
import RDResults

/// How far autoencoders by themselves are from giving back images exactly, with latents that nothing was spared of.
struct ExactnessTable: TableOfResults {
  package let caption =
    "How exactly autoencoders give back test images by themselves, latents being 32-bit numbers and reconstructions rounded to 8 bits; intervals are over images"

  package func suits(_ results: ResultSet) throws -> Bool { LosslessCodes.suits(results) }

  /// The share of exact images, in per cent, with the larger half of Wilson's interval: none of many does not mean none of all.
  ///
  /// > Source: [wilson1927].
  private func share(_ row: ResultRow) throws -> PresentedCell {
    let (share, count) = (try row.number("exact_images"), try row.number("images"))
    let square = 1.959_964 * 1.959_964
    let centre = (share + square / (2 * count)) / (1 + square / count)
    let half =
      (square * (share * (1 - share) + square / (4 * count)) / count).squareRoot()
      / (1 + square / count)
    return .measured(
      100 * share, halfWidth: 100 * (half + abs(centre - share)), decimals: 2)
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    PresentedTable(
      columns: [
        .init("model", "model"), .init("objective", "objective"), .init("latents", "latents"),
        .init("parameters", "parameters"), .init("epochs", "epochs"),
        .init("exact_images", "exact images (%)"), .init("exact_samples", "exact samples (%)"),
        .init("mse", "MSE"), .init("greatest_error", "greatest error of 255"),
      ],
      rows: try results.table("exactness.csv").rows.map { row in
        let repetition = try row.integer("repetition")
        let model = try row.text("model")
        return .init(
          repetition == 1 ? model : "\(model)/\(repetition)",
          [
            .text(model), .text(try row.text("objective")),
            .integer(try row.integer("latent_dimension")),
            .integer(try row.integer("parameters")), .integer(try row.integer("epochs")),
            try share(row),
            .number(100 * (try row.number("exact_samples")), decimals: 2),
            .number(try row.number("mse"), decimals: 6),
            .integer(try row.integer("greatest_error")),
          ])
      })
  }
}
