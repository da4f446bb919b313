internal import RDResults

/// Collects the rows of a picture's data, whose first column is `series`.
struct PictureData {
  private var table: Table

  /// Data with these columns after `series`.
  init(_ columns: String...) {
    table = Table(columns: (["series"] + columns).map { Table.Column($0) })
  }

  /// Adds a row; one cell for each column after `series`.
  mutating func append(_ series: String, _ cells: Cell...) {
    table.append([.text(series)] + cells)
  }

  /// The data as a file holds them.
  var document: CSVDocument { CSVDocument(table) }
}
