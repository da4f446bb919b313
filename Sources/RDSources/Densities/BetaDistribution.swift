import RDCore
import RDNumerics
import RealModule

/// The beta distribution: density `t^(alpha - 1) (1 - t)^(beta - 1) / B(alpha, beta)` on `[0, 1]`.
///
/// With both exponents `(n - 1) / 2` and shifted to `[-1, 1]`, it is the distribution of a coordinate of a uniformly random unit
/// vector in `n` dimensions: that of any unit vector after a random rotation.
///
/// If both exponents are above 1, values are relative to the mode of the density, `(alpha - 1) / (alpha + beta - 2)`, instead of
/// its lower end: in many dimensions the density is narrow, and cells near its middle keep their digits.
package struct BetaDistribution: UnivariateDistribution, Equatable {
  /// The exponent at 0, `alpha`.
  package let alpha: Double

  /// The exponent at 1, `beta`.
  package let beta: Double

  /// The mode if both exponents are above 1, else the mean: the expansion point of the formulas.
  private let origin: Double

  /// The density at `origin`.
  private let height: Double

  /// The valid exponents; beyond, the density is nearly normal or two points.
  package static let range = 0.1...10_000

  /// The distribution of given exponents.
  ///
  /// - Precondition: each lies between 0.1 and 10,000.
  package init(alpha: Double, beta: Double) {
    precondition(Self.range.contains(alpha) && Self.range.contains(beta))
    self.alpha = alpha
    self.beta = beta
    let p = alpha - 1
    let q = beta - 1
    guard p > 0, q > 0 else {
      origin = alpha / (alpha + beta)
      height = Double.exp(
        p * Double.log(origin) + q * Double.log(onePlus: -origin)
          - BetaFunctions.logarithm(alpha, beta))
      return
    }
    // Stirling's formula for the factorials, whose powers cancel those of the density at its mode.
    let sum = p + q
    let corrections =
      GammaFunctions.stirlingCorrection(p) * GammaFunctions.stirlingCorrection(q)
      / GammaFunctions.stirlingCorrection(sum)
    origin = p / sum
    height = (sum + 1) / corrections * (sum / p / q / (2 * .pi)).squareRoot()
  }

  static let entry = SourceEntry(
    "independent samples of a bounded interval, such as coordinates of rotated unit vectors",
    parameters: [
      .init("alpha", default: nil, "the exponent at the lower end, from 0.1 to 10000"),
      .init("beta", default: nil, "the exponent at the upper end, from 0.1 to 10000"),
      .init(
        "dimension", default: nil,
        "instead of both: those of a coordinate of a unit vector in n dimensions"),
    ]
      + SourceScale.meanAndDeviation(
        orScale: "the width, upper - lower") + SourceScale.ends,
    example: "beta:alpha=2.5,beta=1.3",
    fit: [
      .shape("alpha", in: range, from: 1, 4), .shape("beta", in: range, from: 1, 4), .lower, .upper,
    ]
  ) { descriptor in
    let base = try BetaDistribution(exponentsOf: descriptor)
    guard let ends = try SourceScale.ends(of: descriptor) else {
      return .density(try LocationScale(base, meanAndDeviationOf: descriptor))
    }
    return .density(
      LocationScale(
        base, location: ends.lower - ends.width * base.support.lower, scale: ends.width))
  }

  /// Reads `alpha` and `beta`, or `dimension`.
  private init(exponentsOf descriptor: Descriptor) throws(DescriptorError) {
    guard descriptor.text("dimension") != nil else {
      let expected = "a number from 0.1 to 10000"
      self.init(
        alpha: try descriptor.requiredNumber(
          "alpha", expected: expected, where: Self.range.contains),
        beta: try descriptor.requiredNumber(
          "beta", expected: expected, where: Self.range.contains))
      return
    }
    guard descriptor.text("alpha") == nil, descriptor.text("beta") == nil else {
      throw .inconsistent(
        descriptor: descriptor.description, reason: "give either alpha and beta, or dimension")
    }
    let dimension = try descriptor.requiredNumber(
      "dimension", expected: "an integer from 2 to 20001"
    ) { $0 >= 2 && $0 <= 20_001 && $0 == $0.rounded() }
    self.init(alpha: (dimension - 1) / 2, beta: (dimension - 1) / 2)
  }

  /// What is subtracted from `t` in all values.
  private var shift: Double { isCentred ? origin : 0 }

  private var isCentred: Bool { alpha > 1 && beta > 1 }

  /// `alpha / (alpha + beta)`, or how far that lies from the mode.
  package var mean: Double {
    let sum = alpha + beta
    return isCentred ? (beta - alpha) / (sum * (sum - 2)) : alpha / sum
  }

  /// `alpha beta / ((alpha + beta)^2 (alpha + beta + 1))`.
  package var variance: Double {
    let sum = alpha + beta
    return (alpha / sum) * (beta / sum) / (sum + 1)
  }

  /// From `t = 0` to 1.
  package var support: Interval { Interval(-shift, 1 - shift) }

  /// The logarithm of the density is concave if neither exponent is below 1.
  package var isLogConcave: Bool { alpha >= 1 && beta >= 1 }

  package var isSymmetric: Bool { alpha == beta }

  /// The density at a value; infinite at an end whose exponent is below 1.
  package func density(at x: Double) -> Double {
    guard support.contains(x) else { return 0 }
    // Relative to the origin, so that the logarithms are small where the density is not.
    let offset = isCentred ? x : x - origin
    /// The logarithm of the distance from an end in parts of the origin's; near an end without centre, where the offset rounds it off.
    func logarithm(_ change: Double, _ distance: Double, _ whole: Double) -> Double {
      isCentred || change > -0.5 ? Double.log(onePlus: change) : Double.log(distance / whole)
    }
    let p = alpha - 1
    let q = beta - 1
    let lower = p == 0 ? 0 : p * logarithm(offset / origin, x, origin)
    let upper = q == 0 ? 0 : q * logarithm(-offset / (1 - origin), 1 - x, 1 - origin)
    return height * Double.exp(lower + upper)
  }

  package func cumulative(_ x: Double) -> Double {
    if x <= support.lower { return 0 }
    if x >= support.upper { return 1 }
    if x > mean { return 1 - survival(x) }
    // The library's function loses digits if both exponents are large.
    return min(alpha, beta) > 20
      ? partialMoments(over: Interval(support.lower, x), about: x).mass
      : BetaFunctions.regularised(alpha, beta, upTo: x + shift)
  }

  package func survival(_ x: Double) -> Double {
    if x <= support.lower { return 1 }
    if x >= support.upper { return 0 }
    if x <= mean { return 1 - cumulative(x) }
    return min(alpha, beta) > 20
      ? partialMoments(over: Interval(x, support.upper), about: x).mass
      : BetaFunctions.regularised(beta, alpha, upTo: support.upper - x)
  }

  /// Digamma functions of the exponents, and the logarithm of the density at its mode or of the beta function.
  package var differentialEntropy: Information {
    if isCentred {
      // About the mode, p / (p + q), where the large logarithms of many dimensions cancel.
      let p = alpha - 1
      let q = beta - 1
      let excess = GammaFunctions.digammaBeyondLogarithm
      let whole = excess(alpha + beta) + Double.log(onePlus: 2 / (p + q))
      return .nats(
        -Double.log(height) - p * (excess(alpha) + Double.log(onePlus: 1 / p) - whole)
          - q * (excess(beta) + Double.log(onePlus: 1 / q) - whole))
    }
    let psi = GammaFunctions.digamma
    return .nats(
      BetaFunctions.logarithm(alpha, beta) - (alpha - 1) * (psi(alpha) - psi(alpha + beta))
        - (beta - 1) * (psi(beta) - psi(alpha + beta)))
  }

  /// The moments over an interval, split at the mode or the mean.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max(interval.lower, support.lower)
    let upper = min(interval.upper, support.upper)
    guard lower < upper else { return .zero }
    let centre = origin - shift
    var moments = PartialMoments.zero
    if lower < centre {
      moments = lowerMoments(from: lower, to: min(upper, centre), about: reference)
    }
    if upper > centre {
      // 1 - t, less its own mode.
      func mirrored(_ x: Double) -> Double { isCentred ? -x : 1 - x }
      let image = BetaDistribution(
        alpha: beta, beta: alpha, origin: 1 - origin, height: height)
      moments =
        moments
        + image.lowerMoments(
          from: mirrored(upper), to: mirrored(max(lower, centre)), about: mirrored(reference)
        ).mirrored
    }
    return moments
  }

  private init(alpha: Double, beta: Double, origin: Double, height: Double) {
    self.alpha = alpha
    self.beta = beta
    self.origin = origin
    self.height = height
  }

  /// The moments over `[lower, upper]`, where `upper` is at most `origin`: an incomplete beta function from the lower end on,
  /// where the density may not be smooth, and panels elsewhere.
  private func lowerMoments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    if lower + shift < (upper + shift) / 4, alpha <= 8 {
      let moments =
        momentsFromZero(to: upper + shift)
        + momentsFromZero(to: max(lower + shift, 0)).weighted(by: -1)
      return moments.movingReference(downBy: -(reference + shift))
    }
    let p = alpha - 1
    let q = beta - 1
    let isFalling = alpha > 1
    return CompositeQuadrature.moments(
      from: isFalling ? upper : lower, to: isFalling ? lower : upper, about: reference,
      panelWidth: { x in
        let t = x + shift
        let rest = 1 - t
        return CompositeQuadrature.width(
          slope: abs(p / t - q / rest), curvature: abs(p) / (t * t) + abs(q) / (rest * rest),
          clearance: isFalling ? min(t / 2, rest) : min(t, rest / 2))
      }, density: density(at:))
  }

  /// The moments over `0 <= t <= upper`, about `t = 0`: the fraction of the second by the incomplete beta function, from which
  /// the others follow by adding positive terms.
  private func momentsFromZero(to upper: Double) -> PartialMoments {
    guard upper > 0 else { return .zero }
    let sum = alpha + beta
    let edge = upper < 1 ? density(at: upper - shift) * upper * (1 - upper) : 0
    let fractionOfSecond = BetaFunctions.regularised(alpha + 2, beta, upTo: upper)
    let shareOfFirst = fractionOfSecond + edge * upper * (sum / (alpha * (alpha + 1)))
    return PartialMoments(
      mass: shareOfFirst + edge / alpha, first: alpha / sum * shareOfFirst,
      second: alpha / sum * ((alpha + 1) / (sum + 1)) * fractionOfSecond)
  }

  /// The fraction that one gamma variate has in the sum of two.
  package func sample(using stream: inout RandomStream) -> Double {
    let first = GammaVariate.sample(shape: alpha, using: &stream)
    let second = GammaVariate.sample(shape: beta, using: &stream)
    return first / (first + second) - shift
  }
}
