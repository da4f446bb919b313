internal import RDCore
internal import RDNumerics
internal import RealModule

/// The curve through a codec's points, with the logarithm of the rate to base ten on one axis.
struct LogarithmicCurve {
  /// The logarithms of the rates, shape `[n]`.
  let rates: [Double]

  /// The qualities in decibels, shape `[n]`.
  let qualities: [Double]

  private let interpolation: BjontegaardDelta.Interpolation

  /// A curve through checked points.
  init(_ points: [RatePoint], name: String, interpolation: BjontegaardDelta.Interpolation)
    throws(BjontegaardError)
  {
    guard points.count >= interpolation.leastPointCount else {
      throw .tooFewPoints(
        curve: name, count: points.count, least: interpolation.leastPointCount,
        interpolation: interpolation)
    }
    for point in points {
      guard point.rateBits > 0, point.rateBits.isFinite, point.qualityDecibels.isFinite else {
        throw .unusablePoint(
          curve: name, rateBits: point.rateBits, qualityDecibels: point.qualityDecibels)
      }
    }
    for values in [points.map(\.rateBits), points.map(\.qualityDecibels)] {
      let sorted = values.sorted()
      for (value, next) in zip(sorted, sorted.dropFirst()) where value == next {
        throw .repeatedValue(curve: name, value: value)
      }
    }
    rates = points.map { Double.log10($0.rateBits) }
    qualities = points.map(\.qualityDecibels)
    self.interpolation = interpolation
  }

  /// The integral of the logarithm of the rate over qualities.
  func rateIntegral(over range: Interval) -> Double {
    integral(of: rates, at: qualities, over: range)
  }

  /// The integral of the quality over logarithms of the rate.
  func qualityIntegral(over range: Interval) -> Double {
    integral(of: qualities, at: rates, over: range)
  }

  private func integral(of values: [Double], at places: [Double], over range: Interval) -> Double {
    let points = zip(places, values).sorted { $0.0 < $1.0 }.map { (x: $0.0, y: $0.1) }
    switch interpolation {
    case .cubic:
      return PolynomialFit(degree: 3, points: points)
        .integral(from: range.lower, to: range.upper)
    case .pchip:
      return MonotoneCubic(places: points.map(\.x), values: points.map(\.y))
        .integral(from: range.lower, to: range.upper)
    }
  }
}
