/// A table with typed cells, rendered as text, CSV or JSON.
package struct Table: Sendable, Equatable {
  package let columns: [Column]

  /// The rows; each has as many cells as there are columns.
  package private(set) var rows: [[Cell]]

  /// A table with rows.
  ///
  /// - Precondition: every row has one cell for each column, and no two columns share a name.
  package init(columns: [Column], rows: [[Cell]] = []) {
    precondition(Set(columns.map(\.name)).count == columns.count)
    precondition(rows.allSatisfy { $0.count == columns.count })
    self.columns = columns
    self.rows = rows
  }

  /// Adds a row at the end.
  ///
  /// - Precondition: it has one cell for each column.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count)
    rows.append(row)
  }

  /// A column of a table.
  package struct Column: Sendable, Equatable, ExpressibleByStringLiteral {
    /// The machine-readable name, as in `snr_decibels`.
    package let name: String

    /// The human-readable heading with the unit, as in `SNR (dB)`.
    package let heading: String

    /// The precision of its real numbers in text; CSV and JSON always have all digits.
    package let precision: Precision

    /// Whether text leaves it out before others where there is no space.
    let isMinor: Bool

    /// A column; the heading is the name where none is given.
    package init(
      _ name: String, heading: String? = nil, precision: Precision = .significant(6),
      isMinor: Bool = false
    ) {
      self.name = name
      self.heading = heading ?? name
      self.precision = precision
      self.isMinor = isMinor
    }

    package init(stringLiteral name: String) { self.init(name) }
  }

  /// The displayed precision of a real number.
  package enum Precision: Sendable, Equatable {
    /// Digits after the point.
    case decimals(Int)

    /// Digits from the first that is not zero; very small and very large numbers in scientific notation.
    case significant(Int)
  }

  /// How wide a table of text may be.
  package struct Width: Sendable, Equatable {
    /// The desired number of characters in a line.
    let columns: Int

    /// Whether columns are left out where that is too few.
    let isLimit: Bool

    /// One row, one line.
    package static let any = Width(columns: .max, isLimit: false)

    /// At most `columns` characters in a line, as on a terminal.
    package static func limit(_ columns: Int) -> Width { Width(columns: columns, isLimit: true) }

    /// About `columns` characters in a line, with every column, as in a file.
    package static func about(_ columns: Int) -> Width { Width(columns: columns, isLimit: false) }
  }
}
