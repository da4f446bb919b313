import RDResults

extension ResultRow {
  /// The number of a column as a cell.
  package func cell(_ column: String) throws -> Cell { .optional(try optionalNumber(column)) }
}

extension [ResultRow] {
  /// The rows that have such a text in a column.
  package func `where`(_ column: String, _ text: String) throws -> [ResultRow] {
    try filter { try $0.text(column) == text }
  }

  /// The rows that have a number in a column.
  package func having(_ column: String) throws -> [ResultRow] {
    try filter { try $0.optionalNumber(column) != nil }
  }

  /// The different texts of a column, in the order of their first appearance.
  package func distinct(_ column: String) throws -> [String] {
    RDReport.distinct(try map { try $0.text(column) })
  }

  /// The different integers of a column, in ascending order.
  package func integers(_ column: String) throws -> [Int] {
    Set(try compactMap { try $0.optionalInteger(column) }).sorted()
  }

  /// The numbers of a column, without the rows that have none.
  package func numbers(_ column: String) throws -> [Double] {
    try compactMap { try $0.optionalNumber(column) }
  }

  /// The numbers of some columns as the rows of a chart's layer.
  package func cells(_ columns: String...) throws -> [[Cell]] {
    try map { row in try columns.map { try row.cell($0) } }
  }
}

extension ResultSet {
  /// The rows of a table.
  ///
  /// - Throws: `ResultsReadingError.missingTable`.
  package func rows(_ file: String) throws -> [ResultRow] { try table(file).rows }

  /// The rows of a table that a run may have been asked not to make; none where it is not there.
  package func rows(ifAny file: String) -> [ResultRow] { (try? table(file))?.rows ?? [] }
}
