import RDResults

/// A column of a table with how its cells follow from the rows of results.
package struct TableColumn<Row> {
  let heading: PresentedTable.Column
  let cell: (Row) throws -> PresentedCell

  /// A column of any cells.
  package init(
    _ key: String, _ heading: String? = nil, latex: String? = nil,
    _ cell: @escaping (Row) throws -> PresentedCell
  ) {
    self.heading = .init(key, heading ?? key, latex: latex)
    self.cell = cell
  }
}

extension TableColumn where Row == ResultRow {
  /// Texts of a column of results, by default that of the same name.
  package static func text(_ key: String, _ heading: String? = nil, of column: String? = nil)
    -> Self
  {
    Self(key, heading) { .text(try $0.text(column ?? key)) }
  }

  /// Texts, with nothing where they are empty.
  package static func optionalText(
    _ key: String, _ heading: String? = nil, of column: String? = nil
  ) -> Self {
    Self(key, heading) { try $0.optionalText(column ?? key).map { .text($0) } ?? .empty }
  }

  package static func integer(
    _ key: String, _ heading: String? = nil, latex: String? = nil, of column: String? = nil
  ) -> Self {
    Self(key, heading, latex: latex) { .optional(try $0.optionalInteger(column ?? key)) }
  }

  /// Numbers whose errors are not known.
  package static func number(
    _ key: String, _ heading: String? = nil, latex: String? = nil, of column: String? = nil,
    times factor: Double = 1, decimals: Int
  ) -> Self {
    Self(key, heading, latex: latex) {
      .optional(try $0.optionalNumber(column ?? key).map { factor * $0 }, decimals: decimals)
    }
  }

  /// Numbers with the half-widths of their intervals, from the column with `_ci95` behind its name.
  package static func measured(
    _ key: String, _ heading: String? = nil, of column: String? = nil, times factor: Double = 1,
    decimals: Int
  ) -> Self {
    Self(key, heading) { try $0.measured(column ?? key, times: factor, decimals: decimals) }
  }
}

extension ResultRow {
  /// A number with the half-width of its interval, from the column with `_ci95` behind its name.
  package func measured(
    _ column: String, times factor: Double = 1, decimals: Int
  ) throws -> PresentedCell {
    .optional(
      try optionalNumber(column).map { factor * $0 },
      halfWidth: try optionalNumber("\(column)_ci95").map { factor * $0 }, decimals: decimals)
  }
}

extension PresentedTable {
  /// A table with a row for each row of results.
  ///
  /// - Parameters:
  ///   - rows: the rows of results.
  ///   - key: the name of each, unique in the table.
  ///   - columns: how a row is shown.
  ///   - note: what a reader must know of all rows.
  /// - Throws: what `key` or a column throws.
  package init<Row>(
    _ rows: [Row], key: (Row) throws -> String, columns: [TableColumn<Row>], note: String? = nil
  ) throws {
    self.init(
      columns: columns.map(\.heading),
      rows: try rows.map { row in .init(try key(row), try columns.map { try $0.cell(row) }) },
      note: note)
  }

  /// A table whose rows are known by the texts of some columns.
  package init(
    _ rows: [ResultRow], key: [String], columns: [TableColumn<ResultRow>], note: String? = nil
  ) throws {
    try self.init(
      rows, key: { row in try key.map { try row.text($0) }.joined(separator: "/") },
      columns: columns, note: note)
  }
}
