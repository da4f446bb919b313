public import RDCore
internal import RDNumerics
internal import RealModule

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
    public var leastPointCount: Int { self == .cubic ? 4 : 2 }
  }

  /// By how many per cent the tested codec's rate is above the anchor's at equal quality: negative where it saves (BD-rate).
  public let ratePercent: Double

  /// By how many decibels the tested codec's quality is above the anchor's at equal rate (BD-PSNR).
  public let qualityDecibels: Double

  /// The qualities in decibels over which the rates were compared.
  public let qualityOverlap: Interval

  /// The rates in bits over which the qualities were compared.
  public let rateOverlap: Interval

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
  ///   do not overlap.
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
    var qualityRange = qualityLimits
    var rateRange = logarithmicLimits
    for curve in [tested, anchored] {
      guard
        let qualities = curve.qualityRange(within: logarithmicLimits)?.intersection(qualityRange)
      else { throw .noOverlap(axis: "quality") }
      guard let rates = curve.rateRange(within: qualityLimits)?.intersection(rateRange) else {
        throw .noOverlap(axis: "rate")
      }
      (qualityRange, rateRange) = (qualities, rates)
    }
    guard qualityRange.width > 0 else { throw .noOverlap(axis: "quality") }
    guard rateRange.width > 0 else { throw .noOverlap(axis: "rate") }
    qualityOverlap = qualityRange
    let logarithms = rateRange
    rateOverlap = Interval(Double.exp10(logarithms.lower), Double.exp10(logarithms.upper))
    let rateDistance =
      (tested.rateIntegral(over: qualityOverlap) - anchored.rateIntegral(over: qualityOverlap))
      / qualityOverlap.width
    ratePercent = 100 * (Double.exp10(rateDistance) - 1)
    qualityDecibels =
      (tested.qualityIntegral(over: logarithms) - anchored.qualityIntegral(over: logarithms))
      / logarithms.width
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
