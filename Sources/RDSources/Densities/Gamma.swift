import RDCore
import RDNumerics
import RealModule

/// The gamma distribution of scale 1: density `z^(k - 1) exp(-z) / Gamma(k)` on the positive numbers.
///
/// Of shape 1 it is the exponential distribution; a chi-squared one with `n` degrees of freedom has shape `n / 2` and scale 2.
///
/// > Source: [olver2010], 8.2 and 8.8.
package struct Gamma: UnivariateDistribution, Equatable {
  /// The shape `k`.
  package let shape: Double

  /// `1 / Gamma(k)`.
  private let factor: Double

  /// The valid shapes: below, half of the samples are practically 0; above, the density is practically Gaussian.
  package static let range = 0.1...100

  /// The distribution of a given shape.
  ///
  /// - Precondition: `shape` lies between 0.1 and 100.
  package init(shape: Double) {
    precondition(Self.range.contains(shape))
    self.shape = shape
    factor = Double.exp(-GammaFunctions.logarithm(shape))
  }

  static let entry = SourceEntry(
    "independent samples with the gamma density",
    parameters: [.init("shape", default: "1", "from 0.1 to 100; 1 is exponential")]
      + SourceScale.locationAndScale,
    fit: [.shape(in: range, from: 0.5, 3), .location, .scale("scale", 0.3, 1)]
  ) { descriptor in
    let shape = try descriptor.number(
      "shape", default: 1, expected: "a number from 0.1 to 100", where: range.contains)
    return .density(try LocationScale(Gamma(shape: shape), locationAndScaleOf: descriptor))
  }

  package var mean: Double { shape }

  package var variance: Double { shape }

  package var support: Interval { Interval(0, .infinity) }

  /// The density is infinite, jumps or has a kink at 0.
  package var breakpoints: [Double] { [0] }

  package var isLogConcave: Bool { shape >= 1 }

  /// `z^(k - 1) exp(-z) / Gamma(k)`; infinite at 0 for a shape below 1.
  package func density(at z: Double) -> Double {
    // Beyond this it has underflowed, and farther out the power would overflow.
    guard z >= 0, z < 1500 else { return 0 }
    // The square root first: neither power nor exponential leaves the range unless the product does.
    let root = (shape == 1 ? 1 : Double.pow(z, (shape - 1) / 2)) * Double.exp(-z / 2)
    return factor * root * root
  }

  // Below the mean one is computed and above it the other, so that both keep their digits and add up to 1.

  package func cumulative(_ z: Double) -> Double {
    guard z > 0 else { return 0 }
    return z < shape
      ? GammaFunctions.regularisedLower(shape, upTo: z)
      : 1 - GammaFunctions.regularisedUpper(shape, from: z)
  }

  package func survival(_ z: Double) -> Double {
    guard z > 0 else { return 1 }
    return z < shape
      ? 1 - GammaFunctions.regularisedLower(shape, upTo: z)
      : GammaFunctions.regularisedUpper(shape, from: z)
  }

  /// `k + ln Gamma(k) + (1 - k) psi(k)` nats.
  package var differentialEntropy: Information {
    .nats(shape - Double.log(factor) + (1 - shape) * GammaFunctions.digamma(shape))
  }

  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    moments(from: max(interval.lower, 0), to: interval.upper, about: reference)
  }

  /// The moments over `[lower, upper]`, where `0 <= lower`: an incomplete gamma function from 0 on, where the density of a
  /// small shape is not smooth, and panels elsewhere, from the mode outwards.
  private func moments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    guard lower < upper else { return .zero }
    // Of a large shape the moments about 0 would lose the digits of those about a point of a tail.
    if shape <= 10, lower < upper / 4, lower <= max(1, shape) {
      let moments = momentsFromZero(to: upper) + momentsFromZero(to: lower).weighted(by: -1)
      return moments.movingReference(downBy: -reference)
    }
    let k = shape - 1
    func outwards(from near: Double, to far: Double) -> PartialMoments {
      CompositeQuadrature.moments(
        from: near, to: far, about: reference,
        panelWidth: { z in
          CompositeQuadrature.width(
            slope: abs(k / z - 1), curvature: abs(k) / (z * z), clearance: z)
        }, density: density(at:))
    }
    let mode = min(max(k, lower), upper)
    return outwards(from: mode, to: lower) + outwards(from: mode, to: upper)
  }

  /// The moments over `[0, upper]`, about 0: the fraction of the second by the incomplete gamma function, from which the others
  /// follow by adding positive terms.
  private func momentsFromZero(to upper: Double) -> PartialMoments {
    guard upper > 0 else { return .zero }
    let k = shape
    let ofSecond = GammaFunctions.regularisedLower(k + 2, upTo: upper)
    let edge = upper < .infinity ? upper * density(at: upper) : 0
    let ofFirst = ofSecond + (edge > 0 ? edge * upper / (k * (k + 1)) : 0)
    return PartialMoments(
      mass: ofFirst + edge / k, first: k * ofFirst, second: k * (k + 1) * ofSecond)
  }

  package func sample(using stream: inout RandomStream) -> Double {
    GammaVariate.sample(shape: shape, using: &stream)
  }
}
