public import RDCore
internal import RealModule

/// The exponential distribution of scale 1: density `exp(-z)` on the positive numbers.
public struct Exponential: UnivariateDistribution, Equatable {
  /// The distribution.
  public init() {}

  /// The entry of the catalogue.
  static let entry = SourceEntry(
    "independent samples with the one-sided exponential density",
    parameters: SourceScale.locationAndScale
  ) { .density(try LocationScale(Exponential(), locationAndScaleOf: $0)) }

  /// One.
  public var mean: Double { 1 }

  /// One.
  public var variance: Double { 1 }

  /// From 0 on.
  public var support: Interval { Interval(0, .infinity) }

  /// The logarithm of the density is straight where it is not minus infinity.
  public var isLogConcave: Bool { true }

  /// `exp(-z)` from 0 on.
  public func density(at z: Double) -> Double { z < 0 ? 0 : Double.exp(-z) }

  /// `1 - exp(-z)`.
  public func cumulative(_ z: Double) -> Double { z <= 0 ? 0 : -Double.expMinusOne(-z) }

  /// `exp(-z)`.
  public func survival(_ z: Double) -> Double { z <= 0 ? 1 : Double.exp(-z) }

  /// `-ln(1 - p)`.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return -Double.log(onePlus: -p)
  }

  /// One nat.
  public var differentialEntropy: Information { .nats(1) }

  /// The moments over an interval: closed forms on wide cells, a quadrature rule on narrow ones.
  public func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    ExponentialDecay.moments(
      from: max(interval.lower, 0), to: interval.upper, about: reference)
  }
}
