/// Writes groups of bits, the most significant first; the last byte is padded with zeros.
package struct BitWriter: Sendable {
  private var bytes: [UInt8] = []

  /// Bits not yet written, right-aligned; fewer than 8 between calls.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  package init() {}

  package var bitCount: Int { 8 * bytes.count + pendingCount }

  /// Writes the lowest `count` bits of a value.
  ///
  /// - Precondition: `count` is 0 to 56, and `value` has no other bits.
  package mutating func write(_ value: UInt64, bitCount count: Int) {
    precondition((0...56).contains(count) && value >> UInt64(count) == 0, "no group of bits")
    pending = pending << UInt64(count) | value
    pendingCount += count
    while pendingCount >= 8 {
      pendingCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount)))
    }
    pending &= (1 << UInt64(pendingCount)) - 1
  }

  /// Writes an integer in the exponential Golomb code: short if it is small.
  ///
  /// With `v = value + 2^order`, these are `length(v) - order - 1` zeros and then the bits of `v`. Order 0 of `value - 1` is the gamma
  /// code of Elias.
  ///
  /// - Precondition: `value` is less than 2^32; `order` is 0 to 24.
  ///
  /// > Source: [elias1975]; [teuhola1978].
  package mutating func writeExponentialGolomb(_ value: UInt64, order: Int = 0) {
    precondition(value < 1 << 32 && (0...24).contains(order), "no number of this code")
    let shifted = value + (1 << UInt64(order))
    let length = UInt64.bitWidth - shifted.leadingZeroBitCount
    write(0, bitCount: length - order - 1)
    write(shifted, bitCount: length)
  }

  /// The bytes, the last one padded with zeros; the writer is then empty.
  package mutating func finish() -> [UInt8] {
    if pendingCount > 0 {
      bytes.append(UInt8(truncatingIfNeeded: pending << UInt64(8 - pendingCount)))
    }
    defer { self = BitWriter() }
    return bytes
  }
}
