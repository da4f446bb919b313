/// Points from a file: the rows of a CSV file, or of a NumPy array.
///
/// The format follows from the suffix, ignoring case: `.npy` is an array of NumPy of two dimensions in C order, anything else a table of
/// text, CSV by default, of which one column may hold labels of any kind.
package struct VectorFile: Sendable {
  /// The components of the points, shape `[rows, columns]`, row by row.
  package let numbers: [Double]

  /// The number of components of each point.
  package let columnCount: Int

  /// The label of each point, shape `[rows]`; `nil` without a label column.
  package let labels: [String]?

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - labelColumn: the column of the labels, by its name in the header or its number from 1; `nil` for none.
  ///   - syntax: how a table of text is written.
  /// - Throws: ``SampleFileError``, with the position of the error.
  package init(
    path: String, labelColumn: String? = nil, syntax: TextTableSyntax = TextTableSyntax()
  ) throws(SampleFileError) {
    (numbers, columnCount, labels) =
      ArrayFile.ending(of: path) == "npy"
      ? try Self.numPy(path, labelColumn: labelColumn)
      : try Self.text(path, labelColumn: labelColumn, syntax)
    guard columnCount > 0, !numbers.isEmpty else { throw .noPoints(path: path) }
  }

  private static func text(
    _ path: String, labelColumn: String?, _ syntax: TextTableSyntax
  ) throws(SampleFileError) -> ([Double], Int, [String]?) {
    var parser = NumberParser(path: path, columns: .all(labels: labelColumn), syntax: syntax)
    try NumberFile.readTable(path, syntax: syntax, wantedColumn: labelColumn) {
      (row) throws(SampleFileError) in try parser.take(row)
    }
    return (parser.numbers, parser.columnCount, labelColumn == nil ? nil : parser.labels)
  }

  /// All columns of an array, or all but that of the labels, which must be integers.
  private static func numPy(
    _ path: String, labelColumn: String?
  ) throws(SampleFileError) -> ([Double], Int, [String]?) {
    let (numbers, width) = try NumberTable.numPy(path, columns: .all)
    guard let labelColumn else { return (numbers, width, nil) }
    let index = try NumberTable.columnIndex(labelColumn, of: width, path: path)
    let others = numbers.indices.filter { $0 % width != index }.map { numbers[$0] }
    let labels = stride(from: index, to: numbers.count, by: width).map { index in
      Int(exactly: numbers[index]).map { String($0) } ?? String(numbers[index])
    }
    return (others, width - 1, labels)
  }
}
