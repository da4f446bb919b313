import RDReport
import RDResults

/// How well the nearest neighbours of an image tell its label, among the images, their latents and their reconstructions.
///
/// > Source: [tian], which reads from maps that latents are "better clustered".
struct ClustersTable: TableOfResults {
  package let caption =
    "How often the nearest neighbours of an image know its label (joint: whether it is an original or a reconstruction), and how faithful its map is; of one training, with intervals over its images, those of both added in a difference, which is more than enough"

  package func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "clusters.csv").isEmpty
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let rows = results.rows(ifAny: "clusters.csv")
    let pixels = try rows.first { try $0.text("space") == "pixels" }
    /// How much better neighbours know the label than those of the images themselves; the two intervals added, which is more than enough where both are of the
    /// same images.
    func excess(_ row: ResultRow) throws -> PresentedCell {
      guard let pixels, try !["pixels", "joint"].contains(row.text("space")),
        let own = try row.optionalNumber("accuracy"),
        let reference = try pixels.optionalNumber("accuracy")
      else { return .empty }
      let halfWidths = try [row, pixels].compactMap { try $0.optionalNumber("accuracy_ci95") }
      return .measured(
        100 * (own - reference), halfWidth: 100 * halfWidths.reduce(0, +), decimals: 2)
    }
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("space", "space"), .init("dimension", "numbers"),
        .init("images", "images"), .init("neighbours", "neighbours"),
        .init("accuracy", "neighbours agree (%)"),
        .init("above_pixels", "above the images (points)"),
        .init("kl", "divergence of the map (nats)"),
      ],
      rows: try rows.map { row in
        let model = try row.text("model")
        let space = try row.text("space")
        return .init(
          "\(model)/\(space)",
          [
            .text(model), .text(space), .integer(try row.integer("dimension")),
            .integer(try row.integer("images")), .integer(try row.integer("neighbours")),
            .optional(
              try row.optionalNumber("accuracy").map { 100 * $0 },
              halfWidth: try row.optionalNumber("accuracy_ci95").map { 100 * $0 }, decimals: 2),
            try excess(row), .optional(try row.optionalNumber("kl"), decimals: 3),
          ])
      })
  }
}
