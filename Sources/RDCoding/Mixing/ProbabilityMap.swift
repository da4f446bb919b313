/// Refines a mixture's probability of a bit by what bits came where it was similar, in contexts (secondary estimation).
///
/// Each context has probabilities at 33 logits, between which it interpolates; the nearer one of two learns the bit.
///
/// > Source: [mahoney2005].
package final class ProbabilityMap {
  /// Logits lie 128 apart, half a unit.
  private static let spacingBits = 7
  private static let binCount = 33
  private let probabilities: UnsafeMutablePointer<UInt32>
  private var index = 0
  private var fraction = 0

  /// A map that leaves probabilities as they are.
  package init(contextCount: Int) {
    probabilities = .allocate(capacity: contextCount * Self.binCount)
    for index in 0..<contextCount * Self.binCount {
      let logit = (index % Self.binCount - Self.binCount / 2) << Self.spacingBits
      probabilities[index] = LogisticTable.shared.probability(of: logit)
    }
  }

  deinit { probabilities.deallocate() }

  /// Refines a probability; then ``learn(_:)`` learns the bit.
  ///
  /// - Parameters:
  ///   - logit: of the mixture, in units of `1 / 256`.
  ///   - context: of the bit.
  /// - Returns: the probability of a one in units of `2^-22`.
  @inline(__always)
  package func refine(logit: Int, context: Int) -> UInt32 {
    let position = max(-2047, min(2047, logit)) &+ 2048
    index = context &* Self.binCount &+ position >> Self.spacingBits
    fraction = position & (1 << Self.spacingBits &- 1)
    let lower = Int(probabilities[index]) &* (1 << Self.spacingBits &- fraction)
    return UInt32((lower &+ Int(probabilities[index &+ 1]) &* fraction) >> Self.spacingBits)
  }

  @inline(__always)
  package func learn(_ bit: Int) {
    let nearest = index &+ fraction >> (Self.spacingBits &- 1)
    let probability = Int(probabilities[nearest])
    let target = bit << Int(binaryPrecision) &- bit
    probabilities[nearest] = UInt32(probability &+ (target &- probability) >> 6)
  }
}
