import RDResults

/// The output at the end of a run: part of one table as text, all of it as CSV or JSON.
package struct Display: Sendable {
  package let table: String

  /// The columns shown as text.
  package let columns: [Table.Column]

  /// The rows shown as text: those with one of these values in this column; all if `nil`.
  package let rows: (column: String, values: [String])?

  package init(
    table: String, columns: [Table.Column], rows: (column: String, values: [String])? = nil
  ) {
    self.table = table
    self.columns = columns
    self.rows = rows
  }

  /// The part shown as text.
  package func table(of document: CSVDocument) -> Table {
    guard let rows, let index = document.index(of: rows.column) else {
      return document.table(columns)
    }
    let shown = document.rows.filter { rows.values.contains($0[index]) }
    return CSVDocument(columns: document.columns, rows: shown).table(columns)
  }
}
