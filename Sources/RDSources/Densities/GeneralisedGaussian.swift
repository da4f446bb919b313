import RDCore
import RDNumerics
import RealModule

/// The generalised Gaussian distribution of scale 1: density `beta exp(-|z|^beta) / (2 Gamma(1 / beta))`.
///
/// Shape 1 is the Laplace distribution, 2 the normal one; a large shape tends to the uniform one.
///
/// > Source: [nadarajah2005].
package struct GeneralisedGaussian: UnivariateDistribution, Equatable {
  /// The exponent `beta`.
  package let shape: Double

  /// The density at 0.
  private let peak: Double

  /// The valid shapes: beyond them the moments leave the range of numbers, or the density is nearly uniform.
  package static let range = 0.1...100

  /// The distribution of a given shape.
  ///
  /// - Precondition: `shape` lies between 0.1 and 100.
  package init(shape: Double) {
    precondition(Self.range.contains(shape))
    self.shape = shape
    peak = shape / 2 * Double.exp(-GammaFunctions.logarithm(1 / shape))
  }

  static let entry = SourceEntry(
    "independent samples with a density that falls like exp(-|x|^shape)",
    parameters: [
      .init(
        "shape", default: nil, "the exponent, from 0.1 to 100; 1 is laplacian, 2 is gaussian")
    ]
      + SourceScale.meanAndDeviation(
        orScale: "a of exp(-|(x - mean) / a|^shape)"),
    example: "generalised-gaussian:shape=0.7",
    fit: [.shape(in: range, from: 0.5, 1.5, 4), .mean(), .scale("scale", 0.2, 1)]
  ) { descriptor in
    let shape = try descriptor.requiredNumber(
      "shape", expected: "a number from 0.1 to 100", where: range.contains)
    return .density(
      try LocationScale(GeneralisedGaussian(shape: shape), meanAndDeviationOf: descriptor))
  }

  package var mean: Double { 0 }

  /// `Gamma(3 / beta) / Gamma(1 / beta)`.
  package var variance: Double { absoluteMoment(2) }

  package var support: Interval { .realLine }

  /// The density or one of its derivatives has a kink at the mean.
  package var breakpoints: [Double] { [0] }

  /// The logarithm of the density is concave for shapes of at least 1.
  package var isLogConcave: Bool { shape >= 1 }

  package var isSymmetric: Bool { true }

  /// `exp(-|z|^beta)` times its value at 0.
  package func density(at z: Double) -> Double {
    peak * Double.exp(-Double.pow(abs(z), shape))
  }

  package func cumulative(_ z: Double) -> Double { survival(-z) }

  package func survival(_ z: Double) -> Double {
    let power = Double.pow(abs(z), shape)
    let beyond =
      power < Self.negligiblePower
      ? (1 - lowerFraction(0, upTo: abs(z))) / 2
      : GammaFunctions.regularisedUpper(1 / shape, from: power) / 2
    return z < 0 ? 1 - beyond : beyond
  }

  /// `1 / beta` less the logarithm of the density at 0.
  package var differentialEntropy: Information { .nats(1 / shape - Double.log(peak)) }

  /// The moments over an interval, split at the mean.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    PartialMoments.ofEvenDensity(
      over: interval, about: reference, upperSide: upperMoments(from:to:about:))
  }

  /// The moments over `[lower, upper]`, where `0 <= lower`: incomplete gamma functions from 0 on, where the density may not be
  /// smooth, and panels elsewhere.
  private func upperMoments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    if lower < upper / 4, lower <= 1 {
      let moments = momentsFromZero(to: upper) + momentsFromZero(to: lower).weighted(by: -1)
      return moments.movingReference(downBy: -reference)
    }
    return CompositeQuadrature.moments(
      from: lower, to: upper, about: reference, panelWidth: panelWidth(from:),
      density: density(at:))
  }

  /// The width of the panel that begins at a point above 0; see `CompositeQuadrature`.
  private func panelWidth(from z: Double) -> Double {
    guard shape > 1 else {
      let slope = shape * Double.pow(z, shape - 1)
      return CompositeQuadrature.width(
        slope: slope, curvature: (1 - shape) * slope / z, clearance: z)
    }
    // The slope grows along the panel, so the one at its end counts.
    let farthest = Double.pow(Double.pow(z, shape) + 4, 1 / shape)
    return min(z, farthest - z, 6 / (shape * Double.pow(farthest, shape - 1)))
  }

  /// The moments over `[0, upper]`, about 0.
  private func momentsFromZero(to upper: Double) -> PartialMoments {
    guard upper > 0 else { return .zero }
    return PartialMoments(
      mass: lowerFraction(0, upTo: upper) / 2,
      first: absoluteMoment(1) * lowerFraction(1, upTo: upper) / 2,
      second: absoluteMoment(2) * lowerFraction(2, upTo: upper) / 2)
  }

  /// The fraction of the mean of `|z|^order` that `0 ... upper` contributes.
  private func lowerFraction(_ order: Double, upTo upper: Double) -> Double {
    let exponent = (order + 1) / shape
    let power = Double.pow(upper, shape)
    guard power < Self.negligiblePower else {
      return GammaFunctions.regularisedLower(exponent, upTo: power)
    }
    // The density is as at 0. With a large shape the power itself underflows though the fraction is not negligible.
    return Double.pow(upper, order + 1) * Double.exp(-GammaFunctions.logarithm(1 + exponent))
  }

  /// Below this, `exp(-|z|^shape)` is 1.
  private static let negligiblePower = 1e-17

  /// The mean of `|z|^order`.
  private func absoluteMoment(_ order: Double) -> Double {
    Double.exp(
      GammaFunctions.logarithm((order + 1) / shape) - GammaFunctions.logarithm(1 / shape))
  }

  /// A value drawn uniformly from an interval about 0, whose half-width is a power of a gamma variate.
  ///
  /// The density is a mixture of uniform ones: `|z|^beta` is a gamma variate of shape `1 / beta`, which is one of a shape larger
  /// by 1 times the power `beta` of a uniform number.
  package func sample(using stream: inout RandomStream) -> Double {
    let reach = Double.pow(GammaVariate.sample(shape: 1 + 1 / shape, using: &stream), 1 / shape)
    return reach * (2 * stream.nextUniform() - 1)
  }
}
