import RDCore

/// Rows of numbers in a binary file, of which one column is read, or all.
struct NumberTable {
  let format: BinaryNumberFormat

  /// Numbers in a row.
  let columnCount: Int

  /// The column that is read, from 0; `nil` for all.
  let columnIndex: Int?

  /// The count stated by the file, if any.
  var expectedCount: Int?

  /// The selected columns.
  enum Columns: Equatable {
    /// The column of a number from 1, or the only one.
    case one(String?)

    /// All columns: the array has two dimensions.
    case all
  }

  /// The table of a NumPy file (NPY), whose columns count from 1.
  ///
  /// > Source: [numpynpy], versions 1.0, 2.0 and 3.0.
  static func numPy(
    _ path: String, columns: Columns
  ) throws(SampleFileError) -> (numbers: [Double], columnCount: Int) {
    let file = try NumberFile(path: path)
    let header = try NumPyHeader.read(from: file, path: path).header
    guard let description = header.elementType,
      let format = BinaryNumberFormat(numPyDescription: description)
    else { throw .numPyType(path: path, type: header.elementType ?? "a structure") }
    let shape = header.shape
    guard shape.count == 2 || shape.count == 1 && columns != .all else {
      throw .numPyShape(path: path, shape: shape)
    }
    guard shape.count == 1 || !header.isFortranOrder || shape.contains(1) else {
      throw .numPyOrder(path: path)
    }
    // A single row is a sequence of samples, unless a column is chosen.
    let isRow = shape[0] == 1 && columns == .one(nil)
    let columnCount = shape.count == 2 && !isRow ? shape[1] : 1
    let (count, isOverflow) = shape.reduce((1, false)) { product, extent in
      let (count, isOverflow) = product.0.multipliedReportingOverflow(by: extent)
      return (count, product.1 || isOverflow)
    }
    guard !isOverflow else { throw .numPyShape(path: path, shape: shape) }
    guard count > 0 else { throw .noRows(path: path) }
    var columnIndex: Int?
    if case .one(let column) = columns {
      columnIndex = try Self.columnIndex(column, of: columnCount, path: path)
    }
    let table = NumberTable(
      format: format, columnCount: columnCount, columnIndex: columnIndex, expectedCount: count)
    return (try table.read(from: file, path: path), columnCount)
  }

  /// The index from 0 of the requested column, numbered from 1.
  ///
  /// - Throws: ``SampleFileError/columnMissing(path:column:count:known:)``; ``SampleFileError/columnNotChosen(path:count:known:)`` for
  ///   several columns without a choice.
  static func columnIndex(
    _ wanted: String?, of count: Int, path: String
  ) throws(SampleFileError) -> Int {
    let known = (0..<min(count, 13)).map { String($0 + 1) }
    guard let wanted else {
      guard count == 1 else { throw .columnNotChosen(path: path, count: count, known: known) }
      return 0
    }
    guard let number = Int(wanted), number >= 1, number <= count else {
      throw .columnMissing(path: path, column: wanted, count: count, known: known)
    }
    return number - 1
  }

  /// The numbers of the rest of a file.
  func read(from file: NumberFile, path: String) throws(SampleFileError) -> [Double] {
    let size = format.byteCount
    var samples: [Double] = []
    var count = 0
    while true {
      let bytes = try file.read(upTo: size << 14)
      if bytes.isEmpty { break }
      for number in format.numbers(Array(bytes.prefix(bytes.count / size * size))) {
        let (row, column) = count.quotientAndRemainder(dividingBy: columnCount)
        count += 1
        guard column == columnIndex ?? column else { continue }
        guard number.isFinite else {
          throw .sampleNotFinite(path: path, row: row + 1, column: column + 1, value: number)
        }
        guard abs(number) <= Magnitude.range.upperBound else {
          throw .sampleTooLarge(path: path, row: row + 1, column: column + 1, value: number)
        }
        guard format.isExact(number) else {
          throw .integerTooLarge(path: path, row: row + 1, column: column + 1, value: number)
        }
        guard samples.count < SampleFile.sampleLimit else { throw .tooManyRows(path: path) }
        samples.append(number)
      }
      if let expectedCount, count > expectedCount {
        throw .numPyLength(path: path, expected: expectedCount, found: count)
      }
      guard bytes.count.isMultiple(of: size) else {
        throw .brokenNumber(
          path: path, byteCount: (count * size) + bytes.count % size, numberSize: size)
      }
    }
    guard count == expectedCount ?? count else {
      throw .numPyLength(path: path, expected: expectedCount ?? 0, found: count)
    }
    return samples
  }
}
