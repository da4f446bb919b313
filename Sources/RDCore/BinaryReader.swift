/// Reads integers, texts and bytes in little-endian order, with bounds checks.
///
/// A `BinaryProblem` is converted into an error of the format that is read.
package struct BinaryReader<Failure: Error> {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let failure: (BinaryProblem) -> Failure

  /// The index of the next byte.
  package var position: Int

  /// The index after the last readable byte.
  package var end: Int

  package init(
    _ bytes: [UInt8], at position: Int = 0, failure: @escaping (BinaryProblem) -> Failure
  ) {
    self.bytes = bytes
    self.failure = failure
    self.position = position
    end = bytes.count
  }

  /// The number of bytes left.
  @inlinable
  package var remaining: Int { end - position }

  @inlinable
  package mutating func integer<Number: FixedWidthInteger>(
    _: Number.Type = Number.self
  ) throws(Failure) -> Number {
    let start = position
    try advance(by: MemoryLayout<Number>.size)
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Number.self))
    }
  }

  package mutating func take(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
    let start = position
    try advance(by: count)
    return bytes[start..<position]
  }

  /// A text of `byteCount` bytes of UTF-8.
  package mutating func text(byteCount: Int) throws(Failure) -> String {
    guard let text = String(validating: try take(byteCount), as: UTF8.self) else {
      throw failure(.notUTF8)
    }
    return text
  }

  /// An integer as a little-endian base-128 varint (LEB128).
  ///
  /// - Parameters:
  ///   - what: what it counts, for messages.
  ///   - groupLimit: the maximum number of bytes, at most 9.
  ///   - isShortest: whether a last group of zeros is rejected.
  /// - Returns: the number.
  /// - Throws: what a `BinaryProblem` becomes.
  package mutating func varint(
    _ what: String = "", groupLimit: Int = 9, isShortest: Bool = false
  ) throws(Failure) -> UInt64 {
    var number: UInt64 = 0
    for group in 0..<groupLimit {
      let byte = try integer(UInt8.self)
      number |= UInt64(byte & 0x7f) << UInt64(7 * group)
      guard byte >= 0x80 else {
        if isShortest, byte == 0, group > 0 { break }
        return number
      }
    }
    throw failure(.impossibleNumber(what: what, number: number, end: position))
  }

  @inlinable
  mutating func advance(by count: Int) throws(Failure) {
    guard count <= end - position else {
      let (wanted, isOverflow) = position.addingReportingOverflow(count)
      throw failure(.truncated(wanted: isOverflow ? .max : wanted, found: end))
    }
    position += count
  }
}

/// Why a `BinaryReader` cannot read bytes.
package enum BinaryProblem {
  /// The bytes end too early: the number needed in all, and the number present.
  case truncated(wanted: Int, found: Int)

  /// A varint is too long; `end` is the position after its last byte.
  case impossibleNumber(what: String, number: UInt64, end: Int)

  case notUTF8
}
