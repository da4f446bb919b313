/// Samples from a file: a column of a CSV file, raw numbers, or a NumPy array.
///
/// The format follows from the suffix, ignoring case:
///
/// - `.npy`: an array of NumPy, versions 1 to 3 of its format, of one dimension, or of two in C order, whose columns count from 1 (a
///   single row needs no column);
///   floating-point numbers of 4 or 8 bytes and integers of 1 to 8, in either order of bytes.
/// - `.f32`, `.raw`, `.bin`: floating-point numbers of 4 bytes, the least significant byte first, and nothing else.
/// - anything else: a table of text, CSV by default, as its ``TextTableSyntax`` says.
///
/// The file is read as a stream: no stated size is trusted.
package struct SampleFile: Sendable {
  /// The maximum number of samples: half a gigabyte of numbers.
  package static let sampleLimit = 1 << 26

  /// The maximum length of a line in bytes.
  package static let lineLimit = 1 << 20

  /// The samples in the order of the file, shape `[n]`; at least two differ.
  package let samples: [Double]

  /// Reads a column of a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: the name of a column in the header, or its number from 1; `nil` for a file of one column.
  ///   - syntax: how a table of text is written.
  /// - Throws: ``SampleFileError``, with the position of the error.
  package init(
    path: String, column: String? = nil, syntax: TextTableSyntax = TextTableSyntax()
  ) throws(SampleFileError) {
    samples = try Self.numbers(path: path, column: column, syntax: syntax)
    guard samples.contains(where: { $0 != samples[0] }) else {
      throw .constant(path: path, value: samples[0], rowCount: samples.count)
    }
  }

  /// The numbers of a column of a file, which may all be equal, in the order of the file: at least one.
  ///
  /// - Throws: ``SampleFileError``, with the position of the error.
  package static func numbers(
    path: String, column: String? = nil, syntax: TextTableSyntax = TextTableSyntax()
  ) throws(SampleFileError) -> [Double] {
    let numbers =
      switch ArrayFile.ending(of: path) {
      case "npy": try NumberTable.numPy(path, columns: .one(column)).numbers
      case "f32", "raw", "bin": try raw(path, column: column)
      default: try text(path, column: column, syntax)
      }
    guard !numbers.isEmpty else { throw .noRows(path: path) }
    return numbers
  }

  /// Reads a column of a table of text.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: by name or number; `nil` for the only one.
  ///   - syntax: how the table is written.
  ///   - allowsAnyNumber: whether numbers may be too large to compute with, infinite or not a number.
  /// - Returns: the numbers.
  /// - Throws: ``SampleFileError``, with the position of the error.
  static func text(
    _ path: String, column: String?, _ syntax: TextTableSyntax, allowsAnyNumber: Bool = false
  ) throws(SampleFileError) -> [Double] {
    var parser = NumberParser(
      path: path, columns: .one(column), syntax: syntax, allowsAnyNumber: allowsAnyNumber)
    try NumberFile.readTable(path, syntax: syntax, wantedColumn: column) {
      (row) throws(SampleFileError) in try parser.take(row)
    }
    return parser.numbers
  }

  private static func raw(_ path: String, column: String?) throws(SampleFileError) -> [Double] {
    let table = NumberTable(
      format: .littleEndianFloat, columnCount: 1,
      columnIndex: try NumberTable.columnIndex(column, of: 1, path: path))
    return try table.read(from: try NumberFile(path: path), path: path)
  }
}
