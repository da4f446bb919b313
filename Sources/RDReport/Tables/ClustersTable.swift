internal import RDResults

/// How well the nearest neighbours of an image tell its label, among the images, their latents and their reconstructions.
///
/// > Source: [tian], which reads from maps that latents are "better clustered".
struct ClustersTable: TableOfResults {
  let caption =
    "How often the nearest neighbours of an image know its label, and how faithful its map is"

  func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "clusters.csv").isEmpty
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    PresentedTable(
      columns: [
        .init("model", "model"), .init("space", "space"), .init("dimension", "numbers"),
        .init("images", "points"), .init("neighbours", "neighbours"),
        .init("accuracy", "neighbours agree (%)"),
        .init("kl", "divergence of the map (nats)"),
      ],
      rows: try results.rows(ifAny: "clusters.csv").map { row in
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
            .optional(try row.optionalNumber("kl"), decimals: 3),
          ])
      })
  }
}
