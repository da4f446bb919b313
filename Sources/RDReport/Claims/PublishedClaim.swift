/// A quantitative statement of a study, and the cell of a report that measures it.
struct PublishedClaim {
  /// The study, by its key in the bibliography.
  let study: String

  /// The location in the study, as in `table 1`.
  let place: String

  /// The statement.
  let statement: String

  /// The published number, in the unit of the cell.
  let published: Double

  /// The allowed difference, in the same unit.
  let tolerance: Double

  /// The comparison.
  let relation: ClaimRelation

  /// The cell: names of results, of a table, of a row and of a column.
  let cell: (results: String, table: String, row: String, column: String)
}
