/// A table of numbers from a CSV file without a header: a row per line, all of the same width.
package enum NumberTableFile {
  /// The maximum count.
  package static let limit = 1 << 22

  /// The rows of a file, shape `[rows][columns]`.
  ///
  /// - Throws: ``SampleFileError``, with the line of the error.
  package static func rows(path: String) throws(SampleFileError) -> [[Double]] {
    var rows: [[Double]] = []
    var syntax = TextTableSyntax()
    syntax.hasHeader = false
    try NumberFile.readTable(path, syntax: syntax) { row throws(SampleFileError) in
      guard case .fields(let fields, let line) = row else { return }
      guard fields.count == rows.first?.count ?? fields.count else {
        throw .rowWidth(
          path: path, line: line, found: fields.count, expected: rows.first?.count ?? 0)
      }
      guard (rows.count + 1) * fields.count <= limit else { throw .tooManyRows(path: path) }
      var numbers: [Double] = []
      for (column, field) in fields.enumerated() {
        numbers.append(try syntax.number(field, path: path, line: line, column: column))
      }
      rows.append(numbers)
    }
    guard !rows.isEmpty else { throw .noRows(path: path) }
    return rows
  }
}
