import RDCore
import RDNumerics
import RealModule

/// Draws from the gamma distribution: density `t^(a-1) exp(-t) / Gamma(a)` on the positive numbers.
///
/// > Source: [marsaglia2000], section 2 and its note on shapes below 1.
enum GammaVariate {
  /// Draws a value.
  ///
  /// - Parameters:
  ///   - shape: `a`; above 0.
  ///   - stream: the source of randomness.
  /// - Returns: the value, above 0 but for underflow.
  /// - Complexity: a normal and a uniform number, and in fewer than one case of twenty the same again.
  static func sample(shape: Double, using stream: inout RandomStream) -> Double {
    guard shape >= 1 else {
      let boosted = sample(shape: shape + 1, using: &stream)
      return boosted * Double.pow(stream.nextUniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = StandardNormal.quantile(stream.nextUniform())
      let root = 1 + c * x
      let uniform = stream.nextUniform()
      guard root > 0 else { continue }
      let v = root * root * root
      if Double.log(uniform) < x * x / 2 + d * (1 - v + Double.log(v)) { return d * v }
    }
  }

  /// Gives a value a random sign.
  static func withRandomSign(_ value: Double, using stream: inout RandomStream) -> Double {
    stream.next() >> 63 == 1 ? -value : value
  }
}
