import RDArrayFiles
import RDCore

/// A row of numbers in a text file.
struct TableRow {
  /// Its line, from 1.
  let line: Int

  /// Its fields, as many as there are columns.
  let numbers: [Double]

  /// The rows of a file, after a first one without any number, which is a header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - columns: how many columns it may have.
  ///   - meaning: of the columns, as in `"a value and its density"`.
  ///   - limit: the most rows.
  /// - Returns: the rows, all of the same number of fields.
  /// - Throws: `SampleFileError` for a missing file or a field that is not a number, with its line; `Diagnosis` for
  ///   too many rows or another number of fields.
  static func rows(
    of path: String, columns: ClosedRange<Int>, meaning: String, limit: Int
  ) throws -> [TableRow] {
    var texts: [(line: Int, fields: [String])] = []
    // A first row of numbers is data, whatever else it may look like.
    var syntax = TextTableSyntax()
    syntax.hasHeader = false
    var table = TextTableReader(path: path, syntax: syntax)
    var isTooLong = false
    try NumberFile.read(path) { (bytes) throws(SampleFileError) in
      guard !isTooLong else { return }
      try table.take(bytes) { row in
        if case .fields(let fields, let line) = row { texts.append((line, fields)) }
      }
      isTooLong = texts.count > limit + 1
    }
    guard !isTooLong else {
      throw Diagnosis.badData("The file '\(path)' has more than \(limit) rows. Give fewer.")
    }
    try table.finish { row in
      if case .fields(let fields, let line) = row { texts.append((line, fields)) }
    }
    if let first = texts.first, first.fields.allSatisfy({ syntax.number($0) == nil }) {
      texts.removeFirst()
    }
    let width = texts.first.map(\.fields.count).flatMap { columns.contains($0) ? $0 : nil }
    return try texts.map { line, fields in
      guard fields.count == width else {
        throw Diagnosis.badData(
          "\(path), line \(line): the row has \(fields.count) field\(fields.count == 1 ? "" : "s"), but must have \(width ?? columns.upperBound): \(meaning)."
        )
      }
      return TableRow(
        line: line,
        numbers: try fields.enumerated().map {
          try syntax.number($1, path: path, line: line, column: $0)
        })
    }
  }
}
