/// A table with typed cells, to be shown to a person or given to a program.
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
    /// The name a program finds it by, as in `snr_decibels`.
    package let name: String

    /// The heading a person reads, with the unit, as in `SNR (dB)`.
    package let heading: String

    /// How a person sees its real numbers; a program always gets all digits.
    package let precision: Precision

    /// Whether only people see it: a column that is no part of the machine-readable format.
    package let isTextOnly: Bool

    /// A column; the heading is the name where none is given.
    package init(
      _ name: String, heading: String? = nil, precision: Precision = .significant(6),
      isTextOnly: Bool = false
    ) {
      self.name = name
      self.heading = heading ?? name
      self.precision = precision
      self.isTextOnly = isTextOnly
    }

    package init(stringLiteral name: String) { self.init(name) }
  }

  /// How many digits of a real number a person sees.
  package enum Precision: Sendable, Equatable {
    /// Digits after the point.
    case decimals(Int)

    /// Digits from the first that is not zero; very small and very large numbers in scientific notation.
    case significant(Int)
  }
}
