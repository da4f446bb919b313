/// Probabilities and their logits in integers.
///
/// A logit is `256 ln(p / (1 - p))`, rounded, within ±2047; a probability is in units of `2^-16`. The tables are computed by additions,
/// multiplications and divisions alone, so that they are equal on all machines.
///
/// > Source: [mahoney2005].
enum LogisticScale {
  static let limit = 2047

  /// The bits of a probability.
  static let precision = 16

  /// The bits of a probability that `logit(of:)` uses.
  private static let resolution = 12

  /// `2^16 / (1 + exp(-x / 256))` for the logits `x` from -2047 on, shape `[2 limit + 1]`.
  private static let probabilities: [UInt16] = curve(limit: limit).map {
    UInt16((65_536 * $0).rounded())
  }

  /// `1 / (1 + exp(-x / 256))` for the logits `x` from `-limit` to `limit`, symmetric about a half.
  static func curve(limit: Int) -> [Double] {
    // exp(1 / 256) by its series, whose tenth term is far below the last bit; powers by multiplication.
    let step = (1...10).reversed().reduce(1.0) { 1 + $0 / (256 * Double($1)) }
    var power = 1.0
    var upper: [Double] = []
    for _ in 0...limit {
      upper.append(power / (1 + power))
      power *= step
    }
    return upper.dropFirst().reversed().map { 1 - $0 } + upper
  }

  /// The least logit whose probability reaches the middle of each of 4096 steps.
  private static let logits: [Int16] = (0..<1 << resolution).map { step in
    let middle = (2 * step + 1) << (precision - resolution - 1)
    let index = probabilities.firstIndex { Int($0) >= middle } ?? probabilities.count - 1
    return Int16(index - limit)
  }

  /// The probability of a logit, which is clamped to ±`limit`.
  @inline(__always)
  static func probability(of logit: Int) -> Int {
    Int(probabilities[max(-limit, min(limit, logit)) + limit])
  }

  /// The logit of a probability below `2^16`.
  @inline(__always)
  static func logit(of probability: Int) -> Int {
    Int(logits[probability >> (precision - resolution)])
  }
}
