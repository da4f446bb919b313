/// The numbers `low ..< low + range` that all streams of a message begin with, as fractions of the first place not yet written.
enum RangeInterval {
  /// The ending of the fewest bytes: the shortest number in the interval.
  ///
  /// - Returns: the number, left-aligned in 64 bits and without the carry that it may give, and its length in bytes.
  static func shortest(low: UInt64, range: UInt64) -> (value: UInt64, byteCount: Int) {
    for byteCount in 0..<8 {
      let mask = UInt64.max >> UInt64(8 * byteCount)
      let value = (low &+ mask) & ~mask
      if value &- low < range { return (value, byteCount) }
    }
    return (low, 8)
  }
}
