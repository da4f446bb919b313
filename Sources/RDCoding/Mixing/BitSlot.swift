/// The state of one binary decision in one context: the probability of a one, a count, and a check byte of the context.
///
/// The adaptation rate falls as the reciprocal of the count and ends at 1/256, so that the probability follows
/// non-stationary statistics.
struct BitSlot: Sendable, Equatable {
  /// The probability in the upper 16 bits, the count in the next 8, the check byte in the lowest 8.
  private(set) var word: UInt32

  /// Where counting stops.
  private static let countLimit = 255

  /// The adaptation rate in units of `2^-16`, for each count: `1 / (count + 1.6)`.
  private static let rates: [Int32] = (0...countLimit).map { Int32(655_360 / (10 * $0 + 16)) }

  /// The state of an unseen context, whose probability is a half.
  @inline(__always)
  init(mark: UInt32) { word = 0x8000_0000 | mark }

  /// The check byte, which distinguishes contexts that hash to the same slot, 0 to 255.
  @inline(__always)
  var mark: UInt32 { word & 0xff }

  /// The number of bits seen, up to 255.
  @inline(__always)
  var count: Int { Int(word >> 8 & 0xff) }

  /// The logit of the probability, shrunk towards zero while few bits were seen and enlarged when many were.
  @inline(__always)
  var logit: Int {
    let count = count
    if count == 0 { return 0 }
    let trust = count > 30 ? 18 : count > 3 ? 16 : 13
    return (LogisticScale.logit(of: Int(word >> 16)) * trust) >> 4
  }

  /// Updates the state with a bit.
  @inline(__always)
  mutating func update(with bit: Int) {
    let probability = Int(word >> 16)
    let target = bit == 0 ? 0 : 65_535
    let count = count
    let moved = probability + ((target - probability) * Int(Self.rates[count]) + 32_768) >> 16
    let next = min(count + 1, Self.countLimit)
    word = UInt32(moved) << 16 | UInt32(next) << 8 | mark
  }
}
