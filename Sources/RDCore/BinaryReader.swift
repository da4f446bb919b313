/// Reads integers, texts and bytes one after the other, the least significant byte first, and none beyond the end.
///
/// What is wrong with the bytes becomes an error of the format that is read.
package struct BinaryReader<Failure: Error> {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let failure: (BinaryProblem) -> Failure

  /// The index of the next byte.
  package var position: Int

  /// The index behind the last byte that is read.
  package var end: Int

  package init(
    _ bytes: [UInt8], at position: Int = 0, failure: @escaping (BinaryProblem) -> Failure
  ) {
    self.bytes = bytes
    self.failure = failure
    self.position = position
    end = bytes.count
  }

  /// How many bytes are left.
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

  /// An integer in groups of 7 bits, least first, with the top bit set on all but the last byte.
  ///
  /// - Parameters:
  ///   - what: what it counts, for messages.
  ///   - groupLimit: the most bytes that it has, at most 9.
  ///   - isShortest: whether a last group of zeros is refused.
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

/// What a `BinaryReader` can find wrong with bytes.
package enum BinaryProblem {
  /// They end before what was to be read: the bytes that it takes in all, and those that there are.
  case truncated(wanted: Int, found: Int)

  /// An integer of varying length has more groups than it may have; `end` is the position after the last of them.
  case impossibleNumber(what: String, number: UInt64, end: Int)

  case notUTF8
}
