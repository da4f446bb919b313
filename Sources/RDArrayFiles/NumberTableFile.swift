/// A table of numbers from a CSV file without a header: a row per line, all of the same width.
package enum NumberTableFile {
  /// The maximum count.
  package static let limit = 1 << 22

  /// The rows of a file, shape `[rows][columns]`.
  ///
  /// - Throws: ``SampleFileError``, with the line of the error.
  package static func rows(path: String) throws(SampleFileError) -> [[Double]] {
    var rows: [[Double]] = []
    func take(_ line: Int, _ fields: [String]) throws(SampleFileError) {
      guard fields.count == rows.first?.count ?? fields.count else {
        throw .rowWidth(
          path: path, line: line, found: fields.count, expected: rows.first?.count ?? 0)
      }
      guard (rows.count + 1) * fields.count <= limit else { throw .tooManyRows(path: path) }
      var row: [Double] = []
      for (column, field) in fields.enumerated() {
        row.append(try SampleParser.number(field, path: path, line: line, column: column))
      }
      rows.append(row)
    }
    var lines = CSVLineReader(path: path)
    try NumberFile.read(path) { (bytes) throws(SampleFileError) in
      try lines.take(bytes) { (line, fields) throws(SampleFileError) in try take(line, fields) }
    }
    try lines.finish { (line, fields) throws(SampleFileError) in try take(line, fields) }
    guard !rows.isEmpty else { throw .noRows(path: path) }
    return rows
  }
}
