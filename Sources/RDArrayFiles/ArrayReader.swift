import RDCore

/// Reads the numbers of an array in pieces.
package struct ArrayReader {
  private let array: ArrayFile
  private let file: NumberFile
  package private(set) var count = 0
  private var table: TextTableReader
  private var parser: NumberParser
  private var isAtEnd = false

  /// The maximum number of elements of a piece.
  private static let pieceLength = 1 << 17

  init(_ array: ArrayFile) throws(SampleFileError) {
    self.array = array
    file = try NumberFile(path: array.path)
    var column: String?
    var syntax = TextTableSyntax()
    if case .text(let wanted, let written) = array.layout { (column, syntax) = (wanted, written) }
    table = TextTableReader(path: array.path, syntax: syntax, wantedColumn: column)
    parser = NumberParser(path: array.path, columns: .one(column), syntax: syntax)
    if case .binary(_, let start) = array.layout, start > 0 { _ = try file.read(upTo: start) }
  }

  /// The next numbers, in the order of the file, at least one; `nil` at the end.
  ///
  /// - Throws: ``SampleFileError`` for a number that is not finite or too large, or a file whose length differs from its header's.
  package mutating func next() throws(SampleFileError) -> [Double]? {
    switch array.layout {
    case .binary(let format, _): try nextBinary(format)
    case .text: try nextOfColumn()
    }
  }

  private mutating func nextOfColumn() throws(SampleFileError) -> [Double]? {
    while !isAtEnd {
      let bytes = try file.read(upTo: 1 << 16)
      if bytes.isEmpty {
        isAtEnd = true
        try table.finish { (row) throws(SampleFileError) in try parser.take(row) }
        guard parser.hasRow else { throw .noRows(path: array.path) }
      } else {
        try table.take(bytes[...]) { (row) throws(SampleFileError) in try parser.take(row) }
      }
      let numbers = parser.takeNumbers()
      guard numbers.isEmpty else {
        count += numbers.count
        return numbers
      }
    }
    return nil
  }

  private mutating func nextBinary(
    _ format: BinaryNumberFormat
  ) throws(SampleFileError) -> [Double]? {
    let expected = array.statedForm?.count
    let size = format.byteCount
    // One more than expected, to detect a longer file.
    let wanted = min(Self.pieceLength, expected.map { $0 - count + 1 } ?? Self.pieceLength)
    let bytes = try file.read(upTo: wanted * size)
    if let expected, bytes.count > (expected - count) * size {
      throw .numPyLength(path: array.path, expected: expected, found: expected + 1)
    }
    guard bytes.count.isMultiple(of: size) else {
      throw .brokenNumber(
        path: array.path, byteCount: count * size + bytes.count, numberSize: size)
    }
    let numbers = format.numbers(bytes)
    if let expected, numbers.count < min(Self.pieceLength, expected - count) {
      throw .numPyLength(path: array.path, expected: expected, found: count + numbers.count)
    }
    for (offset, number) in numbers.enumerated()
    where !(abs(number) <= Magnitude.range.upperBound) {
      throw .elementOutOfRange(
        path: array.path,
        index: array.statedForm?.indices(ofPosition: count + offset) ?? [count + offset],
        value: number)
    }
    count += numbers.count
    _ = try array.form(count: count)
    return numbers.isEmpty ? nil : numbers
  }
}
