import RDCore

/// The two-sided gamma distribution of scale 1: density `|z|^(k - 1) exp(-|z|) / (2 Gamma(k))`.
///
/// With shape 1/2 it is the classical model of speech samples: infinite at the mean, with heavier tails than the Laplace
/// distribution, which has shape 1.
///
/// > Source: [paez1972].
package struct TwoSidedGamma: UnivariateDistribution, Equatable {
  /// The distribution of the magnitudes.
  private let side: Gamma

  /// The valid shapes; beyond, half of the samples are practically 0, or there are two separate modes.
  package static let range = 0.1...10

  /// The distribution of a given shape.
  ///
  /// - Precondition: `shape` lies between 0.1 and 10.
  package init(shape: Double = 0.5) {
    precondition(Self.range.contains(shape))
    side = Gamma(shape: shape)
  }

  /// The shape `k`.
  package var shape: Double { side.shape }

  static let entry = SourceEntry(
    "independent samples with the two-sided gamma density, a model of speech",
    parameters: [
      .init("shape", default: "0.5", "from 0.1 to 10; below 1 infinite at the mean, 1 is laplacian")
    ]
      + SourceScale.meanAndDeviation(
        orScale: "s of exp(-|x - mean| / s)"),
    fit: [.shape(in: range, from: 0.3, 1), .mean(), .scale("scale", 0.7, 2)]
  ) { descriptor in
    let shape = try descriptor.number(
      "shape", default: 0.5, expected: "a number from 0.1 to 10", where: range.contains)
    return .density(try LocationScale(TwoSidedGamma(shape: shape), meanAndDeviationOf: descriptor))
  }

  package var mean: Double { 0 }

  /// `k (k + 1)`.
  package var variance: Double { shape * (shape + 1) }

  package var support: Interval { .realLine }

  /// The density is infinite, has a kink or is zero at the mean.
  package var breakpoints: [Double] { [0] }

  /// The logarithm of the density is concave for the Laplace distribution only.
  package var isLogConcave: Bool { shape == 1 }

  package var isSymmetric: Bool { true }

  /// `|z|^(k - 1) exp(-|z|) / (2 Gamma(k))`; infinite at 0 for a shape below 1.
  package func density(at z: Double) -> Double { side.density(at: abs(z)) / 2 }

  package func cumulative(_ z: Double) -> Double { survival(-z) }

  package func survival(_ z: Double) -> Double {
    let beyond = side.survival(abs(z)) / 2
    return z < 0 ? 1 - beyond : beyond
  }

  /// One bit more than that of the magnitudes, for the sign.
  package var differentialEntropy: Information { side.differentialEntropy + .bits(1) }

  /// The moments over an interval, split at the mean.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    PartialMoments.ofEvenDensity(over: interval, about: reference) { lower, upper, reference in
      side.partialMoments(over: Interval(lower, upper), about: reference).weighted(by: 0.5)
    }
  }

  /// A gamma variate with a random sign.
  package func sample(using stream: inout RandomStream) -> Double {
    let magnitude = GammaVariate.sample(shape: shape, using: &stream)
    return GammaVariate.withRandomSign(magnitude, using: &stream)
  }
}
