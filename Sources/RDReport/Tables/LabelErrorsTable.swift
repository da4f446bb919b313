internal import RDResults

/// The error of the images of each label at each model, as it is and over the ink, with the rank among the labels: 1 is kept best.
///
/// > Source: [readytensor], which ranks digits by the first.
struct LabelErrorsTable: TableOfResults {
  let caption =
    "Error of the images of each label, and what is left of the differences over the ink"

  func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results) && !LabelErrors(results).rows.isEmpty
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    let errors = try LabelErrors(results)
    /// Where a row stands among those of its model.
    func rank(_ row: ResultRow, by column: String) throws -> Int? {
      guard let own = try row.optionalNumber(column) else { return nil }
      let model = try row.text("model")
      return try 1
        + errors.rows.count {
          try $0.text("model") == model && $0.optionalNumber(column) ?? .infinity < own
        }
    }
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("label", "label"), .init("images", "images"),
        .init("ink", "ink"), .init("mse", "MSE"), .init("rank", "rank"),
        .init("mse_per_ink", "squared error over ink"), .init("rank_per_ink", "rank over ink"),
      ],
      rows: try errors.rows.map { row in
        let model = try row.text("model")
        let label = try row.integer("label")
        return .init(
          "\(model)/\(label)",
          [
            .text(model), .integer(label), .integer(try row.integer("images")),
            .optional(try row.optionalNumber("ink"), decimals: 1),
            .optional(
              try row.optionalNumber("mse"), halfWidth: try row.optionalNumber("mse_ci95"),
              decimals: 5),
            .optional(try rank(row, by: "mse")),
            .optional(
              try row.optionalNumber("mse_per_ink"),
              halfWidth: try row.optionalNumber("mse_per_ink_ci95"), decimals: 4),
            .optional(try rank(row, by: "mse_per_ink")),
          ])
      })
  }
}
