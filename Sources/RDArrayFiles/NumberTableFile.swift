/// A table of numbers from a CSV file without a header: a row per line, all of the same width.
package enum NumberTableFile {
  /// The maximum count.
  package static let limit = 1 << 22

  /// The rows of a file, shape `[rows][columns]`; 'inf' is a number where infinity is one.
  ///
  /// - Throws: ``SampleFileError``, with the line of the error.
  package static func rows(
    path: String, allowsInfinity: Bool = false
  ) throws(SampleFileError) -> [[Double]] {
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
        numbers.append(
          allowsInfinity && syntax.number(field) == .infinity
            ? .infinity : try syntax.number(field, path: path, line: line, column: column))
      }
      rows.append(numbers)
    }
    guard !rows.isEmpty else { throw .noRows(path: path) }
    return rows
  }
}
