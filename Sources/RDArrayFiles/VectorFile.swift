import RDCore

/// Points from a file: the rows of a CSV file, or of a NumPy array.
///
/// The format follows from the suffix, ignoring case: `.npy` is an array of NumPy of two dimensions in C order, anything else CSV. There,
/// fields are separated by commas and may be quoted, empty lines are skipped, and one column may hold labels of any kind. A first line is a
/// header if a field of another column is not numeric.
package struct VectorFile: Sendable {
  /// The points, shape `[rows, columns]`.
  package let points: VectorBlock

  /// The label of each point, shape `[rows]`; `nil` without a label column.
  package let labels: [String]?

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - labelColumn: the column of the labels, by its name in the header or its number from 1; `nil` for none.
  /// - Throws: ``SampleFileError``, with the position of the error.
  package init(path: String, labelColumn: String? = nil) throws(SampleFileError) {
    if ArrayFile.ending(of: path) == "npy" {
      (points, labels) = try Self.numPy(path, labelColumn: labelColumn)
    } else {
      (points, labels) = try Self.commaSeparated(path, labelColumn: labelColumn)
    }
  }

  private static func commaSeparated(
    _ path: String, labelColumn: String?
  ) throws(SampleFileError) -> (VectorBlock, [String]?) {
    var parser = VectorParser(path: path, labelColumn: labelColumn)
    try NumberFile.readLines(path) { line, fields throws(SampleFileError) in
      try parser.take(line: line, fields: fields)
    }
    let points = try block(parser.numbers, columnCount: parser.columnCount, path: path)
    return (points, labelColumn == nil ? nil : parser.labels)
  }

  /// All columns of an array, or all but that of the labels, which must be integers.
  private static func numPy(
    _ path: String, labelColumn: String?
  ) throws(SampleFileError) -> (VectorBlock, [String]?) {
    let (numbers, width) = try NumberTable.numPy(path, columns: .all)
    guard let labelColumn else {
      return (try block(numbers, columnCount: width, path: path), nil)
    }
    let index = try NumberTable.columnIndex(labelColumn, of: width, path: path)
    let others = numbers.indices.filter { $0 % width != index }.map { numbers[$0] }
    let labels = stride(from: index, to: numbers.count, by: width).map { index in
      Int(exactly: numbers[index]).map { String($0) } ?? String(numbers[index])
    }
    return (try block(others, columnCount: width - 1, path: path), labels)
  }

  private static func block(
    _ numbers: [Double], columnCount: Int, path: String
  ) throws(SampleFileError) -> VectorBlock {
    guard columnCount > 0, !numbers.isEmpty else { throw .noPoints(path: path) }
    let elements = numbers.map { Float($0) }
    if let index = elements.firstIndex(where: { !$0.isFinite }) {
      throw .pointTooLarge(
        path: path, row: index / columnCount + 1, column: index % columnCount + 1,
        value: numbers[index])
    }
    return VectorBlock(
      count: elements.count / columnCount, dimension: columnCount, elements: elements)
  }
}
