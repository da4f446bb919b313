/// Reads the parts of a model file one after the other, each only as far as there are bytes.
struct ModelFileReader {
  /// Where the next part begins.
  private(set) var position: Int

  /// Where the last part ends.
  package var end: Int

  private let contents: [UInt8]

  /// A reader that begins at `position`.
  init(_ contents: [UInt8], at position: Int) {
    self.contents = contents
    self.position = position
    end = contents.count
  }

  /// The next bytes.
  ///
  /// - Throws: ``ModelFileError/truncated(expected:found:)`` if there are not so many.
  package mutating func bytes(count: UInt64) throws(ModelFileError) -> ArraySlice<UInt8> {
    guard position <= end, count <= UInt64(end - position) else {
      let wanted = UInt64(position).addingReportingOverflow(count).partialValue
      throw .truncated(expected: Int(clamping: wanted), found: end)
    }
    defer { position += Int(count) }
    return contents[position..<position + Int(count)]
  }

  /// The next integer.
  package mutating func number<Number: FixedWidthInteger>() throws(ModelFileError) -> Number {
    var number: Number = 0
    for (place, byte) in try bytes(count: UInt64(MemoryLayout<Number>.size)).enumerated() {
      number |= Number(truncatingIfNeeded: byte) << (8 * place)
    }
    return number
  }

  /// The next text.
  package mutating func text() throws(ModelFileError) -> String {
    let length: UInt32 = try number()
    guard let text = String(validating: try bytes(count: UInt64(length)), as: UTF8.self) else {
      throw .damaged(reason: "a name in it is no UTF-8")
    }
    return text
  }

  /// The next array.
  package mutating func array() throws(ModelFileError) -> ModelFile.NamedArray {
    let name = try text()
    let rows: UInt32 = try number()
    let columns: UInt32 = try number()
    // The product of two numbers of 32 bits fits into 64.
    let count = UInt64(rows) * UInt64(columns)
    guard count > 0, count <= UInt64(ModelFile.sizeLimit) else {
      throw .damaged(reason: "array '\(name)' of \(rows) times \(columns) has no possible size")
    }
    let data = try bytes(count: 4 * count)
    let numbers = data.withUnsafeBytes { data in
      (0..<Int(count)).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: data.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
      }
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .damaged(reason: "array '\(name)' holds a number that is not finite")
    }
    return ModelFile.NamedArray(
      name: name, rows: Int(rows), columns: Int(columns), numbers: numbers)
  }
}
