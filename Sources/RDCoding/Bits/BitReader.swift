/// Reads groups of bits, the most significant first.
package struct BitReader: Sendable {
  private let bytes: [UInt8]
  package private(set) var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The number of bits left.
  package var remainingBitCount: Int { 8 * bytes.count - position }

  /// Reads a group of bits.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if there are fewer.
  /// - Precondition: `count` is 0 to 56.
  package mutating func read(bitCount count: Int) throws(CodingError) -> UInt64 {
    precondition((0...56).contains(count), "no group of bits")
    guard count <= remainingBitCount else { throw .endOfStream(byteCount: bytes.count) }
    var value: UInt64 = 0
    var missing = count
    while missing > 0 {
      let available = 8 - position % 8
      let taken = min(available, missing)
      let byte = UInt64(bytes[position / 8]) >> UInt64(available - taken)
      value = value << UInt64(taken) | byte & ((1 << UInt64(taken)) - 1)
      position += taken
      missing -= taken
    }
    return value
  }

  /// Reads an integer in the exponential Golomb code.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if it is cut off; ``CodingError/damagedTable(reason:)`` if it is 2^32 or more.
  /// - Precondition: `order` is 0 to 24.
  package mutating func readExponentialGolomb(order: Int = 0) throws(CodingError) -> UInt64 {
    precondition((0...24).contains(order), "no order of this code")
    var length = order + 1
    while try read(bitCount: 1) == 0 {
      length += 1
      guard length <= 33 else { throw .damagedTable(reason: "a number is too large") }
    }
    let value = try 1 << UInt64(length - 1) | read(bitCount: length - 1)
    let number = value - (1 << UInt64(order))
    guard number < 1 << 32 else { throw .damagedTable(reason: "a number is too large") }
    return number
  }

  /// Checks that only the zero padding of the last byte is left.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if anything else is.
  package func finish() throws(CodingError) {
    var rest = self
    guard remainingBitCount < 8, try rest.read(bitCount: remainingBitCount) == 0 else {
      throw .notAtEnd(byteCount: bytes.count)
    }
  }
}
