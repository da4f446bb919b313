/// Extracts the numbers from the rows of a CSV file, and the labels from one column.
struct VectorParser {
  private let path: String
  private let wantedLabels: String?
  /// The number of fields of every row, that of the first one.
  private var fieldCount: Int?
  private var labelIndex: Int?
  private(set) var numbers: [Double] = []

  /// The labels so far, one for each row if there is a label column.
  private(set) var labels: [String] = []
  var columnCount: Int { (fieldCount ?? 0) - (labelIndex == nil ? 0 : 1) }

  /// A parser with a label column of a name or number.
  init(path: String, labelColumn: String?) {
    self.path = path
    wantedLabels = labelColumn
  }

  package mutating func take(line: Int, fields: [String]) throws(SampleFileError) {
    if fieldCount == nil {
      fieldCount = fields.count
      let isHeader = try chooseLabels(from: fields)
      // A header has no numbers; a first row with a damaged field is not a header.
      if isHeader
        || fields.indices.allSatisfy({ $0 == labelIndex || Double(fields[$0]) == nil })
      {
        return
      }
    }
    guard let fieldCount, fields.count == fieldCount else {
      throw .rowWidth(path: path, line: line, found: fields.count, expected: fieldCount ?? 0)
    }
    guard numbers.count + fieldCount <= SampleFile.sampleLimit else {
      throw .tooManyRows(path: path)
    }
    for (column, field) in fields.enumerated() {
      if column == labelIndex {
        labels.append(field)
      } else {
        numbers.append(
          try SampleParser.number(field, path: path, line: line, column: column))
      }
    }
  }

  /// Finds the column of the labels in the first line, which is a header if it has the column's name.
  private mutating func chooseLabels(from fields: [String]) throws(SampleFileError) -> Bool {
    guard let wantedLabels else { return false }
    if let number = Int(wantedLabels), 1...fields.count ~= number {
      labelIndex = number - 1
      return false
    }
    guard let index = fields.firstIndex(of: wantedLabels), Double(wantedLabels) == nil else {
      throw .columnMissing(
        path: path, column: wantedLabels, count: fields.count, known: fields)
    }
    labelIndex = index
    return true
  }
}
