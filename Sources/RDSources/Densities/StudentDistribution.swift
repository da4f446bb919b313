import RDCore
import RDNumerics
import RealModule

/// Student's t distribution of scale 1: density proportional to `(1 + z^2 / nu)^(-(nu + 1) / 2)`.
package struct StudentDistribution: UnivariateDistribution, Equatable {
  /// The degrees of freedom `nu`; above 2, so that there is a variance.
  package let degreesOfFreedom: Double

  /// The density at 0.
  private let peak: Double

  /// The valid degrees of freedom.
  ///
  /// At 2 the variance is infinite, and beyond 10,000 the density differs from the normal one by less than 1e-4.
  package static let range = 2.0.nextUp...10_000

  /// The distribution of `degreesOfFreedom` degrees of freedom.
  ///
  /// - Precondition: `degreesOfFreedom` lies above 2 and is at most 10,000.
  package init(degreesOfFreedom: Double) {
    precondition(Self.range.contains(degreesOfFreedom))
    self.degreesOfFreedom = degreesOfFreedom
    peak =
      Double.exp(-BetaFunctions.logarithm(degreesOfFreedom / 2, 0.5))
      / degreesOfFreedom.squareRoot()
  }

  static let entry = SourceEntry(
    "independent samples with Student's heavy-tailed density",
    parameters: [
      .init("degrees-of-freedom", default: nil, "above 2, at most 10000; the fewer, the heavier")
    ]
      + SourceScale.meanAndDeviation(
        orScale: "that of (x - mean) / scale, which has the usual t density"),
    example: "student-t:degrees-of-freedom=5",
    fit: [
      .shape("degrees-of-freedom", in: 2.001...range.upperBound, from: 2.5, 8), .mean(), .scale(),
    ]
  ) { descriptor in
    let degrees = try descriptor.requiredNumber(
      "degrees-of-freedom",
      expected: "a number above 2, at most 10000: up to 2 there is no variance",
      where: range.contains)
    return .density(
      try LocationScale(
        StudentDistribution(degreesOfFreedom: degrees), meanAndDeviationOf: descriptor))
  }

  package var mean: Double { 0 }

  /// `nu / (nu - 2)`.
  package var variance: Double { degreesOfFreedom / (degreesOfFreedom - 2) }

  package var support: Interval { .realLine }

  /// The logarithm of the density is convex in the tails.
  package var isLogConcave: Bool { false }

  /// The degrees of freedom.
  package var tailIndex: Double { degreesOfFreedom }

  package var isSymmetric: Bool { true }

  /// `(1 + z^2 / nu)^(-(nu + 1) / 2)` times its value at 0.
  package func density(at z: Double) -> Double {
    let nu = degreesOfFreedom
    return peak * Double.exp(-(nu + 1) / 2 * Double.log(onePlus: z * (z / nu)))
  }

  package func cumulative(_ z: Double) -> Double { survival(-z) }

  /// The probability of a value above `z`, by the incomplete beta function of the side on which it is small.
  package func survival(_ z: Double) -> Double {
    let nu = degreesOfFreedom
    guard abs(z) < .infinity else { return z > 0 ? 0 : 1 }
    if z < -1 { return 1 - survival(-z) }
    if z <= 1 {
      let inside = BetaFunctions.regularised(0.5, nu / 2, upTo: z * z / (nu + z * z)) / 2
      return z < 0 ? 0.5 + inside : 0.5 - inside
    }
    return BetaFunctions.regularised(nu / 2, 0.5, upTo: nu / (nu + z * z)) / 2
  }

  /// Digamma functions of the degrees of freedom, and the logarithm of the density at 0.
  package var differentialEntropy: Information {
    let half = degreesOfFreedom / 2
    let psi =
      Double.log(onePlus: 0.5 / half) + GammaFunctions.digammaBeyondLogarithm(half + 0.5)
      - GammaFunctions.digammaBeyondLogarithm(half)
    return .nats((half + 0.5) * psi - Double.log(peak))
  }

  /// The moments over an interval, panel by panel; the tails of heavy-tailed densities in closed form.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let isHeavy = degreesOfFreedom <= 10
    // Points whose squares overflow count as infinite.
    let limit = SourceScale.range.upperBound
    guard interval.lower < limit, interval.upper > -limit else { return .zero }
    var lower = interval.lower < -limit ? -.infinity : interval.lower
    var upper = interval.upper > limit ? .infinity : interval.upper
    var moments = PartialMoments.zero
    if isHeavy, upper > Self.tailBegin {
      let begin = max(lower, Self.tailBegin)
      if upper > 1e3 * begin {
        moments = tail(from: begin).movingReference(downBy: begin - reference)
        if upper < .infinity {
          let beyond = tail(from: upper).movingReference(downBy: upper - reference)
          moments = moments + beyond.weighted(by: -1)
        }
        upper = begin
      }
    }
    if isHeavy, lower < -Self.tailBegin, lower < upper {
      let begin = max(-upper, Self.tailBegin)
      if lower < -1e3 * begin {
        var mirrored = tail(from: begin).movingReference(downBy: begin + reference)
        if lower > -.infinity {
          let beyond = tail(from: -lower).movingReference(downBy: -lower + reference)
          mirrored = mirrored + beyond.weighted(by: -1)
        }
        moments = moments + mirrored.mirrored
        lower = -begin
      }
    }
    guard lower < upper else { return moments }
    let nu = degreesOfFreedom
    return moments
      + smoothMoments(over: Interval(lower, upper), about: reference, onEachSideOf: 0) { z in
        let square = nu + z * z
        return CompositeQuadrature.width(
          slope: (nu + 1) * z / square, curvature: (nu + 1) * abs(nu - z * z) / (square * square),
          clearance: square.squareRoot())
      }
  }

  /// The point from which the closed form of a tail is used; panels reach up to it only.
  private static let tailBegin = 1.0

  /// The moments beyond `begin`, about it.
  ///
  /// About 0 the first is `(nu + a^2) f(a) / (nu - 1)` and the second `(nu mass + a (nu + a^2) f(a)) / (nu - 2)`; moving
  /// them costs about `nu^2 / 2` units in the last place, so more than ten degrees of freedom are left to panels.
  private func tail(from begin: Double) -> PartialMoments {
    let nu = degreesOfFreedom
    let mass = survival(begin)
    let edge = (nu + begin * begin) * density(at: begin)
    return PartialMoments(
      mass: mass, first: edge / (nu - 1), second: (nu * mass + begin * edge) / (nu - 2)
    ).movingReference(downBy: -begin)
  }

  /// A normal variate over the root of a mean square of normal variates.
  package func sample(using stream: inout RandomStream) -> Double {
    let half = degreesOfFreedom / 2
    let normal = StandardNormal.quantile(stream.nextUniform())
    return normal * (half / GammaVariate.sample(shape: half, using: &stream)).squareRoot()
  }
}
