/// Extracts numbers from the rows of a table of text: those of one column, or of all but that of labels.
struct NumberParser {
  /// The columns that are read, by name or number.
  enum Columns: Sendable {
    /// One; `nil` for the only one.
    case one(String?)

    /// All, one of which may hold labels of any kind.
    case all(labels: String?)
  }

  private let path: String
  private let columns: Columns
  private let syntax: TextTableSyntax
  private let allowsAnyNumber: Bool
  private var header: [String]?

  /// The number of fields of every row, and the index of the one column or of the labels.
  private var layout: (fieldCount: Int, chosen: Int?)?

  /// The numbers so far, row by row.
  private(set) var numbers: [Double] = []

  /// The labels so far, one for each row if there is a label column.
  private(set) var labels: [String] = []

  /// A parser for some of the columns.
  init(
    path: String, columns: Columns, syntax: TextTableSyntax, allowsAnyNumber: Bool = false
  ) {
    self.allowsAnyNumber = allowsAnyNumber
    self.path = path
    self.columns = columns
    self.syntax = syntax
  }

  /// Whether there has been a row, if only the names of the columns.
  var hasRow: Bool { layout != nil }

  /// The numbers of a row; 0 before the first.
  var columnCount: Int {
    guard let layout else { return 0 }
    guard case .all = columns else { return 1 }
    return layout.fieldCount - (layout.chosen == nil ? 0 : 1)
  }

  mutating func take(_ row: TextTableReader.Row) throws(SampleFileError) {
    switch row {
    case .header(let names):
      header = names
      try lay(out: names)
    case .fields(let fields, let line):
      try lay(out: fields)
      try take(fields, line: line)
    }
  }

  private mutating func take(_ fields: [String], line: Int) throws(SampleFileError) {
    guard let layout, fields.count == layout.fieldCount else {
      throw .rowWidth(
        path: path, line: line, found: fields.count, expected: layout?.fieldCount ?? 0)
    }
    guard numbers.count + columnCount <= SampleFile.sampleLimit else {
      throw .tooManyRows(path: path)
    }
    if case .one = columns, let column = layout.chosen {
      return numbers.append(
        try syntax.number(
          fields[column], path: path, line: line, column: column, allowsAny: allowsAnyNumber))
    }
    for (column, field) in fields.enumerated() {
      if column == layout.chosen {
        labels.append(field)
      } else {
        numbers.append(try syntax.number(field, path: path, line: line, column: column))
      }
    }
  }

  /// Returns and clears the numbers so far, so that a long file need not be held in memory.
  mutating func takeNumbers() -> [Double] {
    defer { numbers = [] }
    return numbers
  }

  /// Finds the layout, which the first row determines.
  private mutating func lay(out fields: [String]) throws(SampleFileError) {
    guard layout == nil else { return }
    func index(_ wanted: String?) throws(SampleFileError) -> Int {
      try ColumnName.index(of: wanted, header: header, first: fields, path: path)
    }
    let chosen: Int? =
      switch columns {
      case .one(let column): try index(column)
      case .all(nil): nil
      case .all(let labels): try index(labels)
      }
    layout = (fields.count, chosen)
  }
}
