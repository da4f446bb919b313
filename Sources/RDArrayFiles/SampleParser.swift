/// Extracts the numbers of one column from the rows of a table of text.
struct SampleParser {
  private let path: String
  private let wanted: String?
  private let syntax: TextTableSyntax
  private var header: [String]?

  /// The number of fields of every row, and the index of the column.
  private var layout: (fieldCount: Int, column: Int)?

  /// Whether there has been a row, if only the names of the columns.
  var hasRow: Bool { layout != nil }

  /// The numbers so far, in the order of the file.
  private(set) var samples: [Double] = []

  /// A parser for the column of a name or number, or for the only column.
  init(path: String, column: String?, syntax: TextTableSyntax) {
    self.path = path
    wanted = column
    self.syntax = syntax
  }

  mutating func take(_ row: TextTableReader.Row) throws(SampleFileError) {
    switch row {
    case .header(let names):
      header = names
      _ = try layout(of: names)
    case .fields(let fields, let line):
      let (fieldCount, column) = try layout(of: fields)
      guard fields.count == fieldCount else {
        throw .rowWidth(path: path, line: line, found: fields.count, expected: fieldCount)
      }
      let number = try syntax.number(fields[column], path: path, line: line, column: column)
      guard samples.count < SampleFile.sampleLimit else { throw .tooManyRows(path: path) }
      samples.append(number)
    }
  }

  /// Returns and clears the numbers so far, so that a long file need not be held in memory.
  mutating func takeSamples() -> [Double] {
    defer { samples = [] }
    return samples
  }

  /// The layout, which the first row determines.
  private mutating func layout(
    of fields: [String]
  ) throws(SampleFileError) -> (fieldCount: Int, column: Int) {
    if let layout { return layout }
    let column = try ColumnName.index(of: wanted, header: header, first: fields, path: path)
    let layout = (fieldCount: fields.count, column: column)
    self.layout = layout
    return layout
  }
}
