/// Probabilities of 22 bits and their logits in integers, for models that need probabilities down to `1e-5`.
///
/// A logit is `256 ln(p / (1 - p))`, rounded, within ±3071. The tables are computed by additions, multiplications and divisions alone, so that
/// they are equal on all machines.
public final class LogisticTable: @unchecked Sendable {
  /// The greatest logit.
  @usableFromInline static let limit = 3071

  /// `2^22 / (1 + exp(-x / 256))` for the logits `x` from -3071 on, shape `[2 limit + 1]`.
  @usableFromInline let probabilities: UnsafePointer<UInt32>

  /// Logits of probabilities: of the middles of 4096 steps below `2^16`, of 4096 of the whole range, and of 4096 at its upper end.
  @usableFromInline let logits: UnsafePointer<Int16>

  /// The one set of tables.
  public static let shared = LogisticTable()

  private init() {
    let one = Double(1 << binaryPrecision)
    let curve = LogisticScale.curve(limit: Self.limit)
    let probabilities = UnsafeMutablePointer<UInt32>.allocate(capacity: curve.count)
    for (index, value) in curve.enumerated() {
      probabilities[index] = UInt32((value * one).rounded())
    }
    self.probabilities = UnsafePointer(probabilities)
    let logits = UnsafeMutablePointer<Int16>.allocate(capacity: 3 << 12)
    var index = 0
    // The probabilities of the steps rise within each table.
    func fill(_ table: Int, first: Int, width: Int) {
      index = 0
      for step in 0..<1 << 12 {
        let middle = first + step * width + width / 2
        while index < 2 * Self.limit, Int(probabilities[index]) < middle { index += 1 }
        logits[table << 12 + step] = Int16(index - Self.limit)
      }
    }
    fill(0, first: 0, width: 1 << 4)
    fill(1, first: 0, width: 1 << 10)
    fill(2, first: 1 << 22 - 1 << 16, width: 1 << 4)
    self.logits = UnsafePointer(logits)
  }

  /// The probability of a logit, which is clamped to ±`limit`.
  @inlinable
  @inline(__always)
  func probability(of logit: Int) -> UInt32 {
    probabilities[max(-Self.limit, min(Self.limit, logit)) &+ Self.limit]
  }

  /// The logit of a probability below `2^22`.
  @inlinable
  @inline(__always)
  func logit(of probability: UInt32) -> Int32 {
    let tail: UInt32 = 1 << 16
    let upper: UInt32 = 1 << binaryPrecision - 1 << 16
    let index =
      probability < tail
      ? probability >> 4
      : probability >= upper
        ? (2 << 12) &+ (probability &- upper) >> 4 : (1 << 12) &+ probability >> 10
    return Int32(logits[Int(index)])
  }

  /// `-65536 log2((1 + (i + 1/2) / 256) / 2)`, shape `[256]`.
  @usableFromInline static let codeLengths: [UInt32] = (0..<256).map { step in
    // log2 by repeated squaring.
    var value = (2 * Double(step) + 1) / 512 + 1
    var length = 0.0
    var weight = 0.5
    for _ in 0..<24 {
      value *= value
      if value >= 2 {
        value /= 2
        length += weight
      }
      weight /= 2
    }
    return UInt32(((1 - length) * 65_536).rounded())
  }

  /// The ideal length of a decision in units of `2^-26` bits.
  @inlinable
  @inline(__always)
  static func codeLength(of probability: UInt32, by lengths: [UInt32]) -> UInt64 {
    let rest = UInt64((1 << binaryPrecision) &- probability)
    // Near certainty, the first term of the series.
    if rest < 1 << 13 { return (rest &* 23_637) >> 10 }
    let zeros = UInt32(probability.leadingZeroBitCount)
    let mantissa = Int((probability << zeros) >> 23 & 0xff)
    let fraction = lengths.withUnsafeBufferPointer { $0[mantissa] }
    return UInt64(fraction &+ (zeros &- 10) << 16) << 10
  }
}
