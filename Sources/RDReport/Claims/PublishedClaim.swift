/// A statement of a study that can be put as a number, and the cell of a report that answers it.
struct PublishedClaim {
  /// The study, by its key in the bibliography.
  let study: String

  /// Where it is said, as in `table 1`.
  let place: String

  /// What is said.
  let statement: String

  /// The published number, in the unit of the cell.
  let published: Double

  /// By how much a measurement may differ from it without saying otherwise, in the same unit.
  let tolerance: Double

  /// How the two are compared.
  let relation: ClaimRelation

  /// The cell: names of results, of a table, of a row and of a column.
  let cell: (results: String, table: String, row: String, column: String)
}
