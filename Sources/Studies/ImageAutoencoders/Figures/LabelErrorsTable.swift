import RDReport
import RDResults

/// The error of the images of each label at each model, as it is and over the ink, with the rank among the labels: 1 is kept best.
///
/// > Source: [readytensor], which ranks digits by the first.
struct LabelErrorsTable: TableOfResults {
  package let caption =
    "Error of the images of each label, and what is left of the differences over the ink; of one training, with intervals over its images, and the ranks that these leave open in brackets"

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results) && !LabelErrorRows(results).rows.isEmpty
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let errors = try LabelErrorRows(results)
    /// Where a row stands among those of its model, and how far from there it may stand: a label of which the interval lies wholly below has a lower
    /// rank, one wholly above a higher one, and all others may change places with it.
    func rank(_ row: ResultRow, by column: String) throws -> PresentedCell {
      guard let own = try row.optionalNumber(column) else { return .empty }
      let model = try row.text("model")
      let reach = try row.optionalNumber("\(column)_ci95")
      let others = try errors.rows.filter {
        try $0.text("model") == model && $0.text("label") != row.text("label")
      }
      let excesses = try others.map { (try $0.optionalNumber(column) ?? .infinity) - own }
      let reaches = try others.map { try $0.optionalNumber("\(column)_ci95") }
      let rank = 1 + excesses.count { $0 < 0 }
      guard let reach, !reaches.contains(nil) else { return .number(Double(rank), decimals: 0) }
      let apart = zip(excesses, reaches).map { abs($0) > reach + ($1 ?? 0) }
      return .rank(
        rank, from: 1 + zip(excesses, apart).count { $0 < 0 && $1 },
        to: 1 + others.count - zip(excesses, apart).count { $0 > 0 && $1 })
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
            try rank(row, by: "mse"),
            .optional(
              try row.optionalNumber("mse_per_ink"),
              halfWidth: try row.optionalNumber("mse_per_ink_ci95"), decimals: 4),
            try rank(row, by: "mse_per_ink"),
          ])
      })
  }
}
