import RDCore
import RealModule

/// How far a code is from R(D), along either axis.
public struct RateDistortionGap: Sendable, Equatable {
  /// `10 log10(D / D(R))` at the rate of the code, in decibels; infinite where `D(R)` is 0, and without a value where `D(R)` has none.
  public let decibels: Enclosure<Double>

  /// `R - R(D)` per sample at the distortion of the code; without a value where `R(D)` has none.
  public let ratePerSample: Enclosure<Information>

  package init(decibels: Enclosure<Double>, ratePerSample: Enclosure<Information>) {
    self.decibels = decibels
    self.ratePerSample = ratePerSample
  }
}

extension RateDistortionFunction {
  /// The gap of a code to the function.
  ///
  /// The bounds are those of the function; neither gap is negative for an exact rate and distortion, up to rounding, while measured
  /// ones have an uncertainty of their own.
  ///
  /// - Parameters:
  ///   - distortion: of the code, in the unit of the measure; above 0.
  ///   - rate: of the code, per sample; not negative.
  /// - Returns: the gap in decibels, for which the measure should be a squared error, and in rate.
  public func gap(distortion: Double, rate: Information) -> RateDistortionGap {
    let least = self.distortion(atRatePerSample: rate)
    let decibels = { (bound: Double) in 10 * Double.log10(distortion / bound) }
    let rates = ratePerSample(atDistortion: distortion)
    return RateDistortionGap(
      decibels: Enclosure(
        value: least.value.map(decibels), lower: decibels(least.upper), upper: decibels(least.lower)
      ),
      ratePerSample: Enclosure(
        value: rates.value.map { rate - $0 }, lower: rate - rates.upper, upper: rate - rates.lower))
  }
}
