import RDCore
import RealModule

/// The logistic distribution of mean 0 and scale 1: density `1 / (4 cosh^2(z / 2))`, variance `pi^2 / 3`.
package struct Logistic: UnivariateDistribution, Equatable {
  package init() {}

  static let entry = SourceEntry(
    "independent samples with the logistic density",
    parameters: SourceScale.meanAndDeviation(
      orScale: "s of 1 / (1 + exp(-(x - mean) / s))"),
    fit: [.mean(), .scale()]
  ) { .density(try LocationScale(Logistic(), meanAndDeviationOf: $0)) }

  package var mean: Double { 0 }

  /// `pi^2 / 3`.
  package var variance: Double { .pi * .pi / 3 }

  package var support: Interval { .realLine }

  /// The second derivative of the logarithm of the density is minus twice the density.
  package var isLogConcave: Bool { true }

  package var isSymmetric: Bool { true }

  /// `exp(-|z|) / (1 + exp(-|z|))^2`.
  package func density(at z: Double) -> Double {
    let decay = Double.exp(-abs(z))
    return decay / ((1 + decay) * (1 + decay))
  }

  /// `1 / (1 + exp(-z))`.
  package func cumulative(_ z: Double) -> Double {
    // Below 0 as exp(z) / (1 + exp(z)), which does not overflow.
    guard z < 0 else { return 1 / (1 + Double.exp(-z)) }
    let growth = Double.exp(z)
    return growth / (1 + growth)
  }

  /// `1 / (1 + exp(z))`.
  package func survival(_ z: Double) -> Double { cumulative(-z) }

  /// `ln p - ln(1 - p)`.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return Double.log(p) - Double.log(onePlus: -p)
  }

  package var differentialEntropy: Information { .nats(2) }

  /// The moments over an interval, panel by panel on each side of the mean.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    // The slope of the logarithm is at most 1, and the poles nearest to the real line are at a distance of pi above and below the
    // mean: on a panel of half-width 2 the 16-point rule gains a factor of 3.8 with each degree.
    smoothMoments(over: interval, about: reference, onEachSideOf: 0) { _ in 4 }
  }
}
