import RDCore
import RDNumerics
import RealModule

/// The two-sided gamma distribution of scale 1: density `|z|^(k - 1) exp(-|z|) / (2 Gamma(k))`.
///
/// Of shape 1/2 it is the classical model of speech samples: infinite at the mean, with heavier tails than the Laplace
/// distribution, which is that of shape 1.
///
/// > Source: [paez1972].
package struct TwoSidedGamma: UnivariateDistribution, Equatable {
  /// The shape `k`.
  package let shape: Double

  /// `1 / (2 Gamma(k))`.
  private let factor: Double

  /// Which shapes there may be; beyond, half of the samples are as good as 0, or there are two separate humps.
  package static let range = 0.1...10

  /// The distribution of that shape.
  ///
  /// - Precondition: `shape` lies between 0.1 and 10.
  package init(shape: Double = 0.5) {
    precondition(Self.range.contains(shape))
    self.shape = shape
    factor = Double.exp(-GammaFunctions.logarithm(shape)) / 2
  }

  /// The entry of the catalogue.
  static let entry = SourceEntry(
    "independent samples with the two-sided gamma density, a model of speech",
    parameters: [
      .init("shape", default: "0.5", "from 0.1 to 10; below 1 infinite at the mean, 1 is laplacian")
    ] + SourceScale.meanAndDeviation
  ) { descriptor in
    let shape = try descriptor.number(
      "shape", default: 0.5, expected: "a number from 0.1 to 10", where: range.contains)
    return .density(try LocationScale(TwoSidedGamma(shape: shape), meanAndDeviationOf: descriptor))
  }

  /// Zero.
  package var mean: Double { 0 }

  /// `k (k + 1)`.
  package var variance: Double { shape * (shape + 1) }

  /// The whole line.
  package var support: Interval { .realLine }

  /// The density is infinite, has a kink or is zero at the mean.
  package var breakpoints: [Double] { [0] }

  /// The logarithm of the density is concave for the Laplace distribution only.
  package var isLogConcave: Bool { shape == 1 }

  /// The density is even.
  package var isSymmetric: Bool { true }

  /// `|z|^(k - 1) exp(-|z|) / (2 Gamma(k))`; infinite at 0 for a shape below 1.
  package func density(at z: Double) -> Double {
    let distance = abs(z)
    // Beyond this the exponential has underflowed, and further out the power would overflow.
    guard distance < 1000 else { return 0 }
    let power = shape == 1 ? 1 : Double.pow(distance, shape - 1)
    return factor * power * Double.exp(-distance)
  }

  /// The probability of a value below `z`.
  package func cumulative(_ z: Double) -> Double { survival(-z) }

  /// The probability of a value above `z`.
  package func survival(_ z: Double) -> Double {
    let beyond = GammaFunctions.upperShare(shape, from: abs(z)) / 2
    return z < 0 ? 1 - beyond : beyond
  }

  /// `k + ln(2 Gamma(k)) + (1 - k) psi(k)` nats.
  package var differentialEntropy: Information {
    .nats(shape - Double.log(factor) + (1 - shape) * GammaFunctions.digamma(shape))
  }

  /// The moments over an interval, split at the mean.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    PartialMoments.ofEvenDensity(
      over: interval, about: reference, upperSide: upperMoments(from:to:about:))
  }

  /// The moments over `[lower, upper]`, where `0 <= lower`: an incomplete gamma function from 0 on, where the density is not
  /// smooth, and panels elsewhere.
  private func upperMoments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    if lower < upper / 4, lower <= max(1, shape) {
      let moments = momentsFromZero(to: upper) + momentsFromZero(to: lower).weighted(by: -1)
      return moments.movingReference(downBy: -reference)
    }
    let k = shape - 1
    return CompositeQuadrature.moments(
      from: lower, to: upper, about: reference,
      panelWidth: { z in
        CompositeQuadrature.width(slope: abs(k / z - 1), curvature: abs(k) / (z * z), clearance: z)
      }, density: density(at:))
  }

  /// The moments over `[0, upper]`, about 0: the share of the second by the incomplete gamma function, from which the others
  /// follow by adding positive terms.
  private func momentsFromZero(to upper: Double) -> PartialMoments {
    guard upper > 0 else { return .zero }
    let k = shape
    let shareOfSecond = GammaFunctions.lowerShare(k + 2, upTo: upper) / 2
    let edge = upper < .infinity ? upper * density(at: upper) : 0
    let shareOfFirst = shareOfSecond + (edge > 0 ? edge * upper / (k * (k + 1)) : 0)
    return PartialMoments(
      mass: shareOfFirst + edge / k, first: k * shareOfFirst,
      second: k * (k + 1) * shareOfSecond)
  }

  /// A gamma variate of either sign.
  package func sample(using stream: inout RandomStream) -> Double {
    let magnitude = GammaVariate.sample(shape: shape, using: &stream)
    return GammaVariate.withRandomSign(magnitude, using: &stream)
  }
}
