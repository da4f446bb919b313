import RDResults

/// What is shown when a run ends: part of one table for a person, all of it for a program.
package struct Display: Sendable {
  package let table: String

  /// The columns that a person wants to see.
  package let columns: [Table.Column]

  /// The rows that a person wants to see: those with one of these values in this column; all if `nil`.
  package let rows: (column: String, values: [String])?

  package init(
    table: String, columns: [Table.Column], rows: (column: String, values: [String])? = nil
  ) {
    self.table = table
    self.columns = columns
    self.rows = rows
  }

  /// The part for a person.
  package func table(of document: CSVDocument) -> Table {
    guard let rows, let index = document.index(of: rows.column) else {
      return document.table(columns)
    }
    let shown = document.rows.filter { rows.values.contains($0[index]) }
    return CSVDocument(columns: document.columns, rows: shown).table(columns)
  }
}
