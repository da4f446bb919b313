import RDCore
import RDNumerics
import RealModule

/// The Bjøntegaard deltas: the average distance of two codecs' rate–distortion curves over their overlap.
///
/// The mean distance of the logarithms of the rates at equal quality, and the mean distance of the qualities at equal logarithms of the
/// rate.
///
/// > Source: [bjontegaard2001].
public struct BjontegaardDelta: Sendable, Equatable {
  /// The interpolation of a curve.
  public enum Interpolation: String, Sendable, CaseIterable {
    /// One polynomial of degree three, nearest to the points by least squares: the original method.
    case cubic

    /// A piecewise cubic without overshoot, through all points.
    case pchip

    /// A piecewise cubic through all points whose slopes heed outliers only nearby.
    case akima

    /// The least number of points of a curve.
    package var leastPointCount: Int { self == .cubic ? 4 : 2 }
  }

  /// BD-rate: the excess of the tested codec's rate over the anchor's at equal quality, in per cent; negative for a saving.
  public let ratePercent: Double

  /// BD-PSNR: the excess of the tested codec's quality over the anchor's at equal rate, in decibels; `nil` without a common rate.
  public let qualityDecibels: Double?

  /// The qualities in decibels over which the rates were compared.
  public let qualityOverlap: Interval

  /// The rates in bits over which the qualities were compared; `nil` without a common rate.
  public let rateOverlap: Interval?

  /// The distance of a tested codec's curve from an anchor's.
  ///
  /// - Parameters:
  ///   - test: points of the tested codec, in any order.
  ///   - anchor: points of the codec it is compared with.
  ///   - interpolation: the interpolation of the curves.
  ///   - rateLimits: limits on the compared rates, in bits, if any.
  ///   - qualityLimits: limits on the compared qualities, in decibels, if any.
  ///   - isThroughAllPoints: whether the points outside the limits shape the curves between them too.
  ///
  /// Of a curve's points outside the limits only the nearest at each end is used, which extends the curve to the limit; farther ones
  /// have no effect, unless the curves are drawn through all points and then limited.
  ///
  /// - Throws: ``BjontegaardError`` if a curve has too few points, a rate that is not positive, two points of the same rate or quality, or if the curves
  ///   have no quality in common.
  public init(
    of test: [RatePoint], against anchor: [RatePoint], interpolation: Interpolation = .pchip,
    rateLimits: Interval = .realLine, qualityLimits: Interval = .realLine,
    isThroughAllPoints: Bool = false
  ) throws(BjontegaardError) {
    func curve(_ points: [RatePoint], name: String) throws(BjontegaardError) -> LogarithmicCurve {
      let near =
        isThroughAllPoints
        ? points
        : Self.points(
          Self.points(points, around: rateLimits, by: \.rateBits), around: qualityLimits,
          by: \.qualityDecibels)
      return try LogarithmicCurve(near, name: name, interpolation: interpolation)
    }
    let tested = try curve(test, name: "tested")
    let anchored = try curve(anchor, name: "anchor")
    let logarithmicLimits = Interval(
      rateLimits.lower > 0 ? Double.log10(rateLimits.lower) : -.infinity,
      rateLimits.upper > 0 ? Double.log10(rateLimits.upper) : -.infinity)
    func common(_ range: Interval?, _ other: Interval?) -> Interval? {
      guard let range, let other, let both = range.intersection(other), both.width > 0 else {
        return nil
      }
      return both
    }
    var qualities: Interval? = qualityLimits
    var logarithms: Interval? = logarithmicLimits
    for curve in [tested, anchored] {
      qualities = common(qualities, curve.qualityRange(within: logarithmicLimits))
      logarithms = common(logarithms, curve.rateRange(within: qualityLimits))
    }
    guard let qualities else { throw .noOverlap }
    qualityOverlap = qualities
    let rateDistance =
      (tested.rateIntegral(over: qualities) - anchored.rateIntegral(over: qualities))
      / qualities.width
    ratePercent = 100 * (Double.exp10(rateDistance) - 1)
    rateOverlap = logarithms.map { Interval(Double.exp10($0.lower), Double.exp10($0.upper)) }
    qualityDecibels = logarithms.map {
      (tested.qualityIntegral(over: $0) - anchored.qualityIntegral(over: $0)) / $0.width
    }
  }

  /// The points inside limits and the nearest one beyond each end.
  private static func points(
    _ points: [RatePoint], around limits: Interval, by value: (RatePoint) -> Double
  ) -> [RatePoint] {
    let below = points.map(value).filter { $0 <= limits.lower }.max() ?? -.infinity
    let above = points.map(value).filter { $0 >= limits.upper }.min() ?? .infinity
    return points.filter { !(value($0) < below || value($0) > above) }
  }
}
