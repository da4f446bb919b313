import RDCore
import RealModule

/// The uniform distribution on an interval.
package struct Uniform: UnivariateDistribution, Equatable {
  /// The middle of the interval, in source units.
  package let mean: Double

  /// Half of the interval's length, in source units; above 0.
  package let halfWidth: Double

  /// The uniform distribution on `[mean - halfWidth, mean + halfWidth]`.
  ///
  /// - Precondition: `mean` is finite and `halfWidth` is finite and positive.
  package init(mean: Double, halfWidth: Double) {
    precondition(mean.isFinite && halfWidth > 0 && halfWidth.isFinite)
    self.mean = mean
    self.halfWidth = halfWidth
  }

  /// The uniform distribution of a given mean and standard deviation: its half-width is `sqrt(3)` standard deviations.
  ///
  /// - Precondition: `mean` is finite and `standardDeviation` lies between 1e-150 and 1e150.
  package init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(SourceScale.range.contains(standardDeviation))
    self.init(mean: mean, halfWidth: 3.0.squareRoot() * standardDeviation)
  }

  static let entry = SourceEntry(
    "independent samples spread evenly over an interval",
    parameters: SourceScale.meanAndDeviation(
      orScale: "the width, upper - lower") + SourceScale.ends,
    fit: [.lower, .upper]
  ) { .density(try Uniform($0)) }

  /// Reads `uniform[:mean=…,standard-deviation=…|scale=…]` or `uniform:lower=…,upper=…`.
  ///
  /// - Throws: `DescriptorError` for an unknown key, a value out of range, an end without the other, or both forms
  ///   at once.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["mean", "standard-deviation", "scale", "lower", "upper"])
    guard let ends = try SourceScale.ends(of: descriptor) else {
      self.init(
        mean: try SourceScale.location("mean", of: descriptor),
        standardDeviation: try SourceScale.deviation(
          of: descriptor, atScaleOne: (1.0 / 12).squareRoot()))
      return
    }
    self.init(mean: ends.lower / 2 + ends.upper / 2, halfWidth: ends.upper / 2 - ends.lower / 2)
  }

  /// A third of the squared half-width.
  package var variance: Double { halfWidth * halfWidth / 3 }

  /// The interval itself.
  package var support: Interval { Interval(mean - halfWidth, mean + halfWidth) }

  /// The logarithm of the density is constant on its support.
  package var isLogConcave: Bool { true }

  package var isSymmetric: Bool { true }

  /// The distribution of mean 0 and half-width 1, shifted and scaled.
  package var standardForm: StandardForm<Uniform> {
    StandardForm(
      distribution: Uniform(mean: 0, halfWidth: 1), location: mean, scale: halfWidth)
  }

  /// `1 / (2 halfWidth)` inside, 0 outside.
  package func density(at x: Double) -> Double {
    abs(x - mean) <= halfWidth ? 0.5 / halfWidth : 0
  }

  package func cumulative(_ x: Double) -> Double {
    min(max(((x - mean) / halfWidth + 1) / 2, 0), 1)
  }

  package func survival(_ x: Double) -> Double {
    min(max((1 - (x - mean) / halfWidth) / 2, 0), 1)
  }

  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return mean + halfWidth * (2 * p - 1)
  }

  /// `ln(2 halfWidth)` nats.
  package var differentialEntropy: Information { .nats(Double.log(2 * halfWidth)) }

  /// The moments over an interval: polynomials about the centre of its part inside the support.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max((interval.lower - mean) / halfWidth, -1)
    let upper = min((interval.upper - mean) / halfWidth, 1)
    guard lower < upper else { return .zero }
    let half = (upper - lower) / 2
    return PartialMoments(mass: half, first: 0, second: half * half * half / 3)
      .movingReference(downBy: lower + half - (reference - mean) / halfWidth)
      .scaled(by: halfWidth)
  }
}
