import RDCore

/// Extracts the numbers of one column from the rows of a CSV file.
package struct SampleParser {
  private let path: String
  private let wanted: String?
  /// The number of fields of every row, that of the first one.
  private var fieldCount: Int?
  private var columnIndex = 0

  /// The numbers so far, in the order of the file.
  package private(set) var samples: [Double] = []

  /// A parser for the column of a name or number, or for the only column.
  init(path: String, column: String?) {
    self.path = path
    wanted = column
  }

  package mutating func take(line: Int, fields: [String]) throws(SampleFileError) {
    if fieldCount == nil {
      fieldCount = fields.count
      if try chooseColumn(from: fields) { return }
    }
    guard let fieldCount, fields.count == fieldCount else {
      throw .rowWidth(path: path, line: line, found: fields.count, expected: fieldCount ?? 0)
    }
    let number = try Self.number(fields[columnIndex], path: path, line: line, column: columnIndex)
    guard samples.count < SampleFile.sampleLimit else { throw .tooManyRows(path: path) }
    samples.append(number)
  }

  /// Returns and clears the numbers so far, so that a long file need not be held in memory.
  mutating func takeSamples() -> [Double] {
    defer { samples = [] }
    return samples
  }

  /// The finite number of bounded magnitude of a field; columns count from 0 here.
  package static func number(
    _ field: String, path: String, line: Int, column: Int
  ) throws(SampleFileError) -> Double {
    let text = String(field.prefix(40))
    guard let number = Double(field) else {
      throw .notANumber(path: path, line: line, column: column + 1, text: text)
    }
    guard number.isFinite else {
      throw .notFinite(path: path, line: line, column: column + 1, text: text)
    }
    guard abs(number) <= Magnitude.range.upperBound else {
      throw .tooLarge(path: path, line: line, column: column + 1, text: text)
    }
    return number
  }

  /// Determines from the first line the column, and whether that line is a header.
  private mutating func chooseColumn(from fields: [String]) throws(SampleFileError) -> Bool {
    if let wanted {
      if let index = fields.firstIndex(of: wanted), Double(wanted) == nil {
        columnIndex = index
        return true
      }
      guard let number = Int(wanted), number >= 1, number <= fields.count else {
        throw .columnMissing(path: path, column: wanted, count: fields.count, known: fields)
      }
      columnIndex = number - 1
    } else {
      guard fields.count == 1 else {
        throw .columnNotChosen(path: path, count: fields.count, known: fields)
      }
    }
    return Double(fields[columnIndex]) == nil
  }
}
