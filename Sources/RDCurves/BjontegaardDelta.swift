import RDCore
import RDNumerics
import RealModule

/// How far apart the curves of two codecs are, on average over where both have points.
///
/// The mean distance of the logarithms of the rates at equal quality, and the mean distance of the qualities at equal logarithms of the
/// rate.
///
/// > Source: [bjontegaard2001].
public struct BjontegaardDelta: Sendable, Equatable {
  /// How a curve is drawn through its points.
  public enum Interpolation: String, Sendable, CaseIterable {
    /// One polynomial of degree three, nearest to the points by least squares: the original method.
    case cubic

    /// A piecewise cubic without overshoot, through all points.
    case pchip

    /// The least number of points of a curve.
    package var leastPointCount: Int { self == .cubic ? 4 : 2 }
  }

  /// By how many per cent the tested codec's rate is above the anchor's at equal quality: negative where it saves (BD-rate).
  public let ratePercent: Double

  /// By how many decibels the tested codec's quality is above the anchor's at equal rate (BD-PSNR); `nil` if the curves have no rate in common.
  public let qualityDecibels: Double?

  /// The qualities in decibels over which the rates were compared.
  public let qualityOverlap: Interval

  /// The rates in bits over which the qualities were compared, if there are any.
  public let rateOverlap: Interval?

  /// The distance of a tested codec's curve from an anchor's.
  ///
  /// - Parameters:
  ///   - test: points of the tested codec, in any order.
  ///   - anchor: points of the codec it is compared with.
  ///   - interpolation: how the curves are drawn through them.
  ///   - rateLimits: the part of both curves that is compared, in bits; all of it where there are none.
  ///   - qualityLimits: the part of both curves that is compared, in decibels; all of it where there are none.
  ///
  /// Of a curve's points outside the limits only the nearest at each end is used: it takes the curve to the limit, and what lies farther off
  /// does not bend it.
  ///
  /// - Throws: ``BjontegaardError`` if a curve has too few points, a rate that is not positive, two points of the same rate or quality, or if the curves
  ///   have no quality in common.
  public init(
    of test: [RatePoint], against anchor: [RatePoint], interpolation: Interpolation = .pchip,
    rateLimits: Interval = .realLine, qualityLimits: Interval = .realLine
  ) throws(BjontegaardError) {
    func curve(_ points: [RatePoint], name: String) throws(BjontegaardError) -> LogarithmicCurve {
      let near = Self.points(
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
