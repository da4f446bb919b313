/// A table of numbers from a CSV file without a header: a row per line, all of the same width.
package enum NumberTableFile {
  /// The maximum count.
  package static let limit = 1 << 22

  /// The rows of a file, shape `[rows][columns]`.
  ///
  /// - Throws: ``SampleFileError``, with the line of the error.
  package static func rows(path: String) throws(SampleFileError) -> [[Double]] {
    var rows: [[Double]] = []
    try NumberFile.readLines(path) { line, fields throws(SampleFileError) in
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
    guard !rows.isEmpty else { throw .noRows(path: path) }
    return rows
  }
}
