import RDCore
import RDNumerics
import RealModule

/// The normal distribution `N(mean, standardDeviation^2)`.
public struct Gaussian: UnivariateDistribution, Equatable {
  /// The mean, in source units.
  public let mean: Double

  /// The standard deviation, in source units; above 0.
  public let standardDeviation: Double

  /// A normal distribution.
  ///
  /// - Precondition: `mean` is finite and `standardDeviation` lies between 1e-150 and 1e150.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(mean.isFinite && SourceScale.range.contains(standardDeviation))
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  static let entry = SourceEntry(
    "independent normal samples",
    parameters: SourceScale.meanAndDeviation(
      orScale: "sigma of exp(-(x - mean)^2 / (2 sigma^2)), the same"),
    fit: [.mean(), .scale("standard-deviation")]
  ) { .density(try Gaussian($0)) }

  /// Reads `gaussian[:mean=…,standard-deviation=…|scale=…]`.
  ///
  /// - Throws: `DescriptorError` for an unknown key or a value out of range.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["mean", "standard-deviation", "scale"])
    self.init(
      mean: try SourceScale.location("mean", of: descriptor),
      standardDeviation: try SourceScale.deviation(of: descriptor, atScaleOne: 1))
  }

  /// The square of the standard deviation.
  public var variance: Double { standardDeviation * standardDeviation }

  /// The real line.
  public var support: Interval { .realLine }

  /// The logarithm of the density is a parabola, so it is concave.
  public var isLogConcave: Bool { true }

  /// The density is even about the mean.
  public var isSymmetric: Bool { true }

  /// `N(0, 1)`, shifted and scaled.
  public var standardForm: StandardForm<Gaussian> {
    StandardForm(distribution: Gaussian(), location: mean, scale: standardDeviation)
  }

  /// `exp(-z^2 / 2) / (sigma sqrt(2 pi))` with `z = (x - mean) / sigma`.
  public func density(at x: Double) -> Double {
    StandardNormal.density(at: standardised(x)) / standardDeviation
  }

  /// The probability of a value below `x`, to full relative accuracy in the lower tail.
  public func cumulative(_ x: Double) -> Double { StandardNormal.cumulative(standardised(x)) }

  /// The probability of a value above `x`, to full relative accuracy in the upper tail.
  public func survival(_ x: Double) -> Double { StandardNormal.survival(standardised(x)) }

  /// The value below which a fraction `p` of the probability lies.
  public func quantile(_ p: Double) -> Double {
    mean + standardDeviation * StandardNormal.quantile(p)
  }

  /// `ln(2 pi e sigma^2) / 2` nats.
  public var differentialEntropy: Information {
    .nats((1 + Double.log(2 * .pi)) / 2 + Double.log(standardDeviation))
  }

  /// The moments over an interval: closed forms on wide intervals, a quadrature rule on narrow ones and in the tails.
  public func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    Self.standardMoments(
      from: standardised(interval.lower), to: standardised(interval.upper),
      about: standardised(reference)
    ).scaled(by: standardDeviation)
  }

  private func standardised(_ x: Double) -> Double { (x - mean) / standardDeviation }

  /// Beyond this many standard deviations from the end nearer to the mean, an interval holds less than 1e-18 of its mass.
  private static func reach(beyond near: Double) -> Double {
    // near u + u^2 / 2 = 50 leaves e^-50 = 2e-22, times at most u^2 in the second moment.
    near + 100 / (near + (near * near + 100).squareRoot())
  }

  private static func standardMoments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    guard lower < upper else { return .zero }
    // Beyond this the density is less than the least positive number; at both ends, for an interval of the lower tail.
    guard lower < 39, upper > -39 else { return .zero }
    if upper <= 0 || (lower < 0 && -lower > upper) {
      // Mirrored, so that the end nearer to the mean, or the longer side, is known.
      return standardMoments(from: -upper, to: -lower, about: -reference).mirrored
    }
    let near = max(lower, 0)
    let far = min(upper, reach(beyond: near))
    let low = max(lower, -far)
    let variation = (far - low) / 2 * max(far, 1)
    if variation <= NarrowCell.variationLimit {
      return NarrowCell.moments(
        from: low, to: far, about: reference, variation: variation,
        density: StandardNormal.density(at:))
    }
    if lower >= 2 {
      // Closed forms cancel in the tail as the fourth power of the distance; consecutive narrow panels do not.
      let middle = low + min(2 * NarrowCell.variationLimit / far, (far - low) / 2)
      return standardMoments(from: low, to: middle, about: reference)
        + standardMoments(from: middle, to: far, about: reference)
    }
    return closedForm(from: lower, to: upper, about: reference)
  }

  /// `Phi(b) - Phi(a)`, `phi(a) - phi(b)` and `mass + a phi(a) - b phi(b)` about 0, shifted to the reference.
  private static func closedForm(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    let densityLow = StandardNormal.density(at: lower)
    let densityHigh = StandardNormal.density(at: upper)
    let mass =
      lower > 0
      ? StandardNormal.survival(lower) - StandardNormal.survival(upper)
      : StandardNormal.cumulative(upper) - StandardNormal.cumulative(lower)
    let edgeLow = lower.isFinite ? lower * densityLow : 0
    let edgeHigh = upper.isFinite ? upper * densityHigh : 0
    return PartialMoments(
      mass: mass, first: densityLow - densityHigh, second: mass + edgeLow - edgeHigh
    ).movingReference(downBy: -reference)
  }
}
