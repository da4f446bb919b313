import RDCore
import RDNumerics
import RealModule

/// The curve through a codec's points, with the logarithm of the rate to base ten on one axis.
struct LogarithmicCurve {
  /// The logarithms of the rates, shape `[n]`.
  let rates: [Double]

  /// The qualities in decibels, shape `[n]`.
  let qualities: [Double]
  private let interpolation: BjontegaardDelta.Interpolation

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

  /// The qualities of the part of the curve whose rates lie within limits; `nil` if no part does.
  func qualityRange(within limits: Interval) -> Interval? {
    range(of: qualities, at: rates, within: limits)
  }

  /// The logarithms of the rates of the part of the curve whose qualities lie within limits; `nil` if no part does.
  func rateRange(within limits: Interval) -> Interval? {
    range(of: rates, at: qualities, within: limits)
  }

  /// The integral of the logarithm of the rate over qualities.
  func rateIntegral(over range: Interval) -> Double {
    integral(of: rates, at: qualities, over: range)
  }

  /// The integral of the quality over logarithms of the rate.
  func qualityIntegral(over range: Interval) -> Double {
    integral(of: qualities, at: rates, over: range)
  }

  /// From the least to the greatest value, clipped to the limits.
  private func range(of values: [Double], at arguments: [Double], within limits: Interval)
    -> Interval?
  {
    guard let least = arguments.min(), let greatest = arguments.max(), var lower = values.min(),
      var upper = values.max(), limits.lower < greatest, limits.upper > least
    else { return nil }
    if limits.lower > least { lower = max(lower, value(of: values, at: arguments, limits.lower)) }
    if limits.upper < greatest {
      upper = min(upper, value(of: values, at: arguments, limits.upper))
    }
    return lower <= upper ? Interval(lower, upper) : nil
  }

  private func value(of values: [Double], at arguments: [Double], _ argument: Double) -> Double {
    interpolant(of: values, at: arguments).callAsFunction(argument)
  }

  private func integral(of values: [Double], at arguments: [Double], over range: Interval) -> Double
  {
    interpolant(of: values, at: arguments).integral(from: range.lower, to: range.upper)
  }

  private func interpolant(of values: [Double], at arguments: [Double]) -> any Interpolant {
    let points = zip(arguments, values).sorted { $0.0 < $1.0 }
    let (abscissae, ordinates) = (points.map(\.0), points.map(\.1))
    return switch interpolation {
    case .cubic: PolynomialFit(degree: 3, points: points.map { (x: $0.0, y: $0.1) })
    case .pchip: PiecewiseCubic.monotone(abscissae: abscissae, values: ordinates)
    case .akima: PiecewiseCubic.akima(abscissae: abscissae, values: ordinates)
    }
  }
}

/// A function through or near points.
private protocol Interpolant {
  func callAsFunction(_ x: Double) -> Double
  func integral(from lower: Double, to upper: Double) -> Double
}

extension PolynomialFit: Interpolant {}
extension PiecewiseCubic: Interpolant {}
