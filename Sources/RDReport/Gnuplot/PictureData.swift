import RDResults

/// Collects the rows of a picture's data, whose first column is `series`.
package struct PictureData {
  private var table: Table

  /// Data with these columns after `series`.
  package init(_ columns: String...) {
    table = Table(columns: (["series"] + columns).map { Table.Column($0) })
  }

  /// Adds a row; one cell for each column after `series`.
  package mutating func append(_ series: String, _ cells: Cell...) {
    table.append([.text(series)] + cells)
  }

  /// The data as a file holds them.
  package var document: CSVDocument { CSVDocument(table) }
}
