/// Extracts the numbers from the rows of a table of text, and the labels from one column.
struct VectorParser {
  private let path: String
  private let wantedLabels: String?
  private let syntax: TextTableSyntax
  private var header: [String]?

  /// The number of fields of every row, and the index of the labels.
  private var layout: (fieldCount: Int, labels: Int?)?
  private(set) var numbers: [Double] = []

  /// The labels so far, one for each row if there is a label column.
  private(set) var labels: [String] = []
  var columnCount: Int { layout.map { $0.fieldCount - ($0.labels == nil ? 0 : 1) } ?? 0 }

  /// A parser with a label column of a name or number.
  init(path: String, labelColumn: String?, syntax: TextTableSyntax) {
    self.path = path
    wantedLabels = labelColumn
    self.syntax = syntax
  }

  mutating func take(_ row: TextTableReader.Row) throws(SampleFileError) {
    switch row {
    case .header(let names):
      header = names
      _ = try layout(of: names)
    case .fields(let fields, let line):
      try take(fields, line: line)
    }
  }

  private mutating func take(_ fields: [String], line: Int) throws(SampleFileError) {
    let (fieldCount, labelIndex) = try layout(of: fields)
    guard fields.count == fieldCount else {
      throw .rowWidth(path: path, line: line, found: fields.count, expected: fieldCount)
    }
    guard numbers.count + fieldCount <= SampleFile.sampleLimit else {
      throw .tooManyRows(path: path)
    }
    for (column, field) in fields.enumerated() {
      if column == labelIndex {
        labels.append(field)
      } else {
        numbers.append(try syntax.number(field, path: path, line: line, column: column))
      }
    }
  }

  /// The layout, which the first row determines.
  private mutating func layout(
    of fields: [String]
  ) throws(SampleFileError) -> (fieldCount: Int, labels: Int?) {
    if let layout { return layout }
    var labels: Int?
    if let wantedLabels {
      labels = try ColumnName.index(of: wantedLabels, header: header, first: fields, path: path)
    }
    let layout = (fieldCount: fields.count, labels: labels)
    self.layout = layout
    return layout
  }
}
