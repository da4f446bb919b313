import RDCore
import RealModule

/// The Laplace (two-sided exponential) distribution: density `exp(-|x - mean| / b) / (2 b)` with `b = sigma / sqrt(2)`.
package struct Laplacian: UnivariateDistribution, Equatable {
  /// The mean, in source units.
  package let mean: Double

  /// The standard deviation `sigma`, in source units; above 0.
  package let standardDeviation: Double

  /// A Laplace distribution.
  ///
  /// - Precondition: `mean` is finite and `standardDeviation` lies between 1e-150 and 1e150.
  package init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(mean.isFinite && SourceScale.range.contains(standardDeviation))
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  static let entry = SourceEntry(
    "independent samples with the two-sided exponential density",
    parameters: SourceScale.meanAndDeviation(
      orScale: "b of exp(-|x - mean| / b)"),
    fit: [.mean(), .scale()]
  ) { .density(try Laplacian($0)) }

  /// Reads `laplacian[:mean=…,standard-deviation=…|scale=…]`.
  ///
  /// - Throws: `DescriptorError` for an unknown key or a value out of range.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["mean", "standard-deviation", "scale"])
    self.init(
      mean: try SourceScale.location("mean", of: descriptor),
      standardDeviation: try SourceScale.deviation(of: descriptor, atScaleOne: 2.0.squareRoot()))
  }

  package var variance: Double { standardDeviation * standardDeviation }

  package var support: Interval { .realLine }

  /// The density has a kink at the mean.
  package var breakpoints: [Double] { [mean] }

  /// The logarithm of the density is piecewise linear and concave.
  package var isLogConcave: Bool { true }

  package var isSymmetric: Bool { true }

  /// The distribution of mean 0 and variance 1, shifted and scaled.
  package var standardForm: StandardForm<Laplacian> {
    StandardForm(distribution: Laplacian(), location: mean, scale: standardDeviation)
  }

  /// `exp(-|x - mean| / b) / (2 b)`.
  package func density(at x: Double) -> Double {
    Double.exp(-abs(inDecays(x))) / (2 * decayLength)
  }

  package func cumulative(_ x: Double) -> Double {
    let z = inDecays(x)
    return z < 0 ? Double.exp(z) / 2 : 1 - Double.exp(-z) / 2
  }

  package func survival(_ x: Double) -> Double {
    let z = inDecays(x)
    return z < 0 ? 1 - Double.exp(z) / 2 : Double.exp(-z) / 2
  }

  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    let distance = p < 0.5 ? Double.log(2 * p) : -Double.log(2 * (1 - p))
    return mean + decayLength * distance
  }

  /// `1 + ln(2 b)` nats.
  package var differentialEntropy: Information {
    .nats(1 + Double.log(2 * decayLength))
  }

  /// The moments over an interval, split at the mean: closed forms on wide cells, a quadrature rule on narrow ones.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    PartialMoments.ofEvenDensity(
      over: Interval(inDecays(interval.lower), inDecays(interval.upper)),
      about: inDecays(reference), upperSide: ExponentialDecay.moments(from:to:about:)
    ).weighted(by: 0.5).scaled(by: decayLength)
  }

  /// The distance `b` over which the density falls by a factor of e.
  private var decayLength: Double { standardDeviation * 0.5.squareRoot() }

  private func inDecays(_ x: Double) -> Double { (x - mean) / decayLength }
}
