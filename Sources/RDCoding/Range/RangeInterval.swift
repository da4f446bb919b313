/// The width of the interval that a message lies in, and how a symbol narrows it: the arithmetic of encoder and decoder.
///
/// A symbol takes its model's fraction of the range, and the model's last symbol the remainder of rounding. The range is at
/// least `2^32` after every symbol: below, a word of 32 bits is output, and the range is scaled by `2^32`.
@usableFromInline
struct RangeInterval: Sendable {
  @usableFromInline var range = UInt64.max

  @inlinable
  init() {}

  /// Narrows the interval to a symbol's.
  ///
  /// - Parameters:
  ///   - symbol: the quantiles of the symbol.
  ///   - share: the range of one quantile: the range divided by the total frequency, rounded down.
  ///   - isLast: whether the symbol is the last of its model.
  /// - Returns: the increase of the lower end.
  @inlinable
  @inline(__always)
  mutating func narrow(to symbol: SymbolInterval, share: UInt64, isLast: Bool) -> UInt64 {
    let offset = share &* UInt64(symbol.start)
    range = isLast ? range &- offset : share &* UInt64(symbol.frequency)
    return offset
  }

  /// Narrows the interval to one of two parts, of which the first is `cut` wide.
  ///
  /// Which part it is cannot be predicted, so masks take the place of a branch.
  ///
  /// - Returns: the increase of the lower end.
  @inline(__always)
  mutating func narrow(toSecond isSecond: Bool, behind cut: UInt64) -> UInt64 {
    let mask: UInt64 = 0 &- (isSecond ? 1 : 0)
    range = cut ^ ((cut ^ (range &- cut)) & mask)
    return cut & mask
  }

  @inlinable
  var isSmall: Bool {
    @inline(__always) get { range < 1 << 32 }
  }

  /// The shortest ending of a message in `low ..< low + range`, in bytes.
  ///
  /// - Returns: the number, left-aligned in 64 bits and without the carry that it may give, and its length in bytes.
  func shortest(from low: UInt64) -> (value: UInt64, byteCount: Int) {
    for byteCount in 0..<8 {
      let mask = UInt64.max >> UInt64(8 * byteCount)
      let value = (low &+ mask) & ~mask
      if value &- low < range { return (value, byteCount) }
    }
    return (low, 8)
  }
}
