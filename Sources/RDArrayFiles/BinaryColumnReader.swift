import RDCore

/// Takes the bytes of rows of numbers in pieces and gives the numbers of one column, or of all.
struct BinaryColumnReader {
  private let path: String
  private let format: BinaryNumberFormat
  private let columnCount: Int
  private let columnIndex: Int?
  /// Bytes of a number whose end has not come yet.
  private var pending: [UInt8] = []

  /// How many integers of all columns were taken.
  private(set) var numberCount = 0

  private var samples: [Double] = []

  /// A reader of rows of `columnCount` numbers, of which number `columnIndex`, from 0, is wanted, or all of them for `nil`.
  init(path: String, format: BinaryNumberFormat, columnCount: Int, columnIndex: Int?) {
    self.path = path
    self.format = format
    self.columnCount = columnCount
    self.columnIndex = columnIndex
  }

  /// The place from 0 of the column that the user asked for by its number from 1.
  ///
  /// - Throws: ``SampleFileError/columnMissing(path:column:count:known:)``; ``SampleFileError/columnNotChosen(path:count:known:)`` for
  ///   several columns of which none was asked for.
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

  /// Takes the next piece of the rows.
  package mutating func take(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    var rest = bytes
    if !pending.isEmpty {
      let missing = min(format.byteCount - pending.count, rest.count)
      pending.append(contentsOf: rest.prefix(missing))
      rest = rest.dropFirst(missing)
      guard pending.count == format.byteCount else { return }
      try take(number: pending[...])
      pending.removeAll(keepingCapacity: true)
    }
    while rest.count >= format.byteCount {
      try take(number: rest.prefix(format.byteCount))
      rest = rest.dropFirst(format.byteCount)
    }
    pending.append(contentsOf: rest)
  }

  private mutating func take(number bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    let row = numberCount / columnCount
    let column = numberCount % columnCount
    numberCount += 1
    guard column == columnIndex ?? column else { return }
    let number = format.number(bytes)
    guard number.isFinite else {
      throw .sampleNotFinite(path: path, row: row + 1, column: column + 1, value: number)
    }
    guard abs(number) <= Magnitude.range.upperBound else {
      throw .sampleTooLarge(path: path, row: row + 1, column: column + 1, value: number)
    }
    guard samples.count < SampleFile.sampleLimit else { throw .tooManyRows(path: path) }
    samples.append(number)
  }

  /// The numbers of the column, when all pieces were taken.
  ///
  /// - Throws: ``SampleFileError/brokenNumber(path:byteCount:numberSize:)`` if the last number is not whole.
  package func finish() throws(SampleFileError) -> [Double] {
    guard pending.isEmpty else {
      throw .brokenNumber(
        path: path, byteCount: numberCount * format.byteCount + pending.count,
        numberSize: format.byteCount)
    }
    return samples
  }
}
