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
  /// - Throws: ``BjontegaardError`` if a curve has too few points, a rate that is not positive, two points of the same rate or quality, or if the curves
  ///   do not overlap.
  public init(
    of test: [RatePoint], against anchor: [RatePoint], interpolation: Interpolation = .pchip
  ) throws(BjontegaardError) {
    let tested = try LogarithmicCurve(test, name: "tested", interpolation: interpolation)
    let anchored = try LogarithmicCurve(anchor, name: "anchor", interpolation: interpolation)
    qualityOverlap = try Self.overlap(tested.qualities, anchored.qualities, of: "quality")
    let logarithms = try Self.overlap(tested.rates, anchored.rates, of: "rate")
    rateOverlap = Interval(Double.exp10(logarithms.lower), Double.exp10(logarithms.upper))
    let rateDistance =
      (tested.rateIntegral(over: qualityOverlap) - anchored.rateIntegral(over: qualityOverlap))
      / qualityOverlap.width
    ratePercent = 100 * (Double.exp10(rateDistance) - 1)
    qualityDecibels =
      (tested.qualityIntegral(over: logarithms) - anchored.qualityIntegral(over: logarithms))
      / logarithms.width
  }

  private static func overlap(_ first: [Double], _ second: [Double], of axis: String)
    throws(BjontegaardError) -> Interval
  {
    let ranges = [first, second].map { Interval($0.min() ?? 0, $0.max() ?? 0) }
    guard let common = ranges[0].intersection(ranges[1]), common.width > 0 else {
      throw .noOverlap(axis: axis)
    }
    return common
  }
}
