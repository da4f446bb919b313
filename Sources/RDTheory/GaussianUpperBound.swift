import RDCore
import RealModule

/// The Gaussian upper bound: of all sources of a variance, the Gaussian one has the greatest rate under mean-square error.
///
/// `R(D) <= max(0, log2(sigma^2 / D) / 2)`.
///
/// > Source: [shannon1959]; [berger1971], theorem 4.3.3.
package struct GaussianUpperBound: Sendable {
  private let function: GaussianRateDistortion

  /// The bound for a variance, in squared source units.
  ///
  /// - Precondition: `variance` is positive and finite.
  package init(variance: Double) {
    function = GaussianRateDistortion(variance: variance)
  }

  /// The bound on the rate at a distortion.
  ///
  /// - Precondition: `distortion > 0`.
  package func ratePerSample(atDistortion distortion: Double) -> Information {
    function.ratePerSample(atDistortion: distortion).upper
  }
}
