/// Successive cancellation as the papers write it, by recursion over arrays: the oracle of the fast loops.
struct PlainPolarCode {
  /// Whether each index is sent, shape `[n]`.
  let isSent: [Bool]

  /// The numbers of frozen bits, shape `[n]`.
  let dither: [Float]

  /// The signs of a node by posterior and prior softBits, the likelier ones where bits are sent; `onSent` gets signs and priors
  /// of each node of which all is sent.
  func signs(
    softBits: [Float], priors: [Float], from start: Int = 0,
    onSent: (_ signs: [Float], _ priors: [Float]) -> Void = { _, _ in }
  ) -> [Float] {
    let range = start..<start + softBits.count
    if !isSent[range].contains(true) {
      return zip(dither[range], priors).map { $0 < $1 ? 1 : -1 }
    }
    if !isSent[range].contains(false) {
      let signs: [Float] = softBits.map { $0.sign == .minus ? -1 : 1 }
      onSent(signs, priors)
      return signs
    }
    let half = softBits.count / 2
    let left = signs(
      softBits: Self.left(softBits), priors: Self.left(priors), from: start, onSent: onSent)
    let right = signs(
      softBits: Self.right(softBits, left), priors: Self.right(priors, left), from: start + half,
      onSent: onSent)
    return zip(left, right).map { $0 * $1 } + right
  }

  /// The pathMetric of signs under softBits, in bits.
  static func pathMetric(_ signs: [Float], _ softBits: [Float]) -> Double {
    zip(signs, softBits).reduce(0) { $0 - binaryLogarithm((1 + Double($1.0 * $1.1)) / 2) }
  }

  private static func left(_ softBits: [Float]) -> [Float] {
    let half = softBits.count / 2
    return (0..<half).map { softBits[$0] * softBits[half + $0] }
  }

  private static func right(_ softBits: [Float], _ signs: [Float]) -> [Float] {
    let half = softBits.count / 2
    return (0..<half).map { i in
      let a = signs[i] * softBits[i]
      let b = softBits[half + i]
      return max(-0.9999998, min(0.9999998, (b + a) / (1 + a * b)))
    }
  }
}
