import RDCore
import RealModule

/// The exponential distribution of scale 1: density `exp(-z)` on the positive numbers.
package struct Exponential: UnivariateDistribution, Equatable {
  package init() {}

  static let entry = SourceEntry(
    "independent samples with the one-sided exponential density",
    parameters: SourceScale.locationAndScale, fit: [.location, .scale()]
  ) { .density(try LocationScale(Exponential(), locationAndScaleOf: $0)) }

  package var mean: Double { 1 }

  package var variance: Double { 1 }

  package var support: Interval { Interval(0, .infinity) }

  /// The logarithm of the density is linear on its support.
  package var isLogConcave: Bool { true }

  /// `exp(-z)` from 0 on.
  package func density(at z: Double) -> Double { z < 0 ? 0 : Double.exp(-z) }

  /// `1 - exp(-z)`.
  package func cumulative(_ z: Double) -> Double { z <= 0 ? 0 : -Double.expMinusOne(-z) }

  /// `exp(-z)`.
  package func survival(_ z: Double) -> Double { z <= 0 ? 1 : Double.exp(-z) }

  /// `-ln(1 - p)`.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return -Double.log(onePlus: -p)
  }

  package var differentialEntropy: Information { .nats(1) }

  /// The moments over an interval: closed forms on wide cells, a quadrature rule on narrow ones.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    ExponentialDecay.moments(
      from: max(interval.lower, 0), to: interval.upper, about: reference)
  }
}
