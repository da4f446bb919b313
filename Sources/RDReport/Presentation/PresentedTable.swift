/// A table as a report shows it, with the raw numbers behind what is shown.
///
/// One description gives the CSV file, the Markdown, the LaTeX and the numbers a paper's text may name, so that they cannot
/// disagree.
package struct PresentedTable: Sendable, Equatable {
  /// The key of a column that says what the intervals of a row are over.
  package static let intervalColumn = "interval_over"

  /// What that column says of a single training.
  package static let intervalOverImages = PresentedCell.text("images")

  /// The key of a column with the number of trainings that failed.
  package static let failedColumn = "failed"

  /// The columns, in order.
  package let columns: [Column]

  /// The rows; each has as many cells as there are columns.
  package let rows: [Row]

  /// What a reader must know of all rows, below the table; `nil` where they say all.
  package let note: String?

  /// A table from its parts.
  ///
  /// - Precondition: every row has one cell for each column.
  package init(columns: [Column], rows: [Row], note: String? = nil) {
    precondition(rows.allSatisfy { $0.cells.count == columns.count })
    self.columns = columns
    self.rows = rows
    self.note = note
  }

  /// The same table without the columns that are empty in every row.
  package var withoutEmptyColumns: PresentedTable {
    let kept = columns.indices.filter { column in rows.contains { $0.cells[column] != .empty } }
    return PresentedTable(
      columns: kept.map { columns[$0] },
      rows: rows.map { row in Row(row.key, kept.map { row.cells[$0] }) }, note: note)
  }

  /// The key of a row that another row has, too; `nil` if each is known by its own.
  var repeatedKey: String? {
    var seen: Set<String> = []
    return rows.first { !seen.insert($0.key).inserted }?.key
  }

  /// A column with its headings.
  package struct Column: Sendable, Equatable {
    /// The name in the CSV file and in the names of numbers.
    package let key: String

    /// The heading in plain text, with the unit.
    package let heading: String

    /// The heading in LaTeX.
    package let latexHeading: String

    /// The width in LaTeX of a column whose texts take several lines, in parts of the text's width; `nil` for one line.
    package let latexWidth: Double?

    /// A column; the LaTeX heading is the plain one where none is given.
    package init(_ key: String, _ heading: String, latex: String? = nil, latexWidth: Double? = nil)
    {
      self.key = key
      self.heading = heading
      latexHeading = latex ?? latexText(heading)
      self.latexWidth = latexWidth
    }
  }

  /// A row with a name of its own.
  package struct Row: Sendable, Equatable {
    /// The name, as in `autoencoder/30`.
    package let key: String

    /// One cell for each column.
    package let cells: [PresentedCell]

    /// A row.
    package init(_ key: String, _ cells: [PresentedCell]) {
      self.key = key
      self.cells = cells
    }
  }
}
