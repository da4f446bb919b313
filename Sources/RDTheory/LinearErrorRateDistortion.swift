import RDCore
import RDSources
import RealModule

/// The rate–distortion function of independent samples under an error that is linear in the distance, where the Shannon
/// lower bound is attained: `R(D) = max(0, log2(m / D))` with the mean distance `m` of the samples from the one number
/// that reproduces all best.
package struct LinearErrorRateDistortion: RateDistortionFunction, Equatable {
  package let distortionMeasure: DistortionMeasure

  /// The mean distance `m`, in source units.
  package let zeroRateDistortion: Double

  /// That of a Laplacian source under mean absolute error: `m = sigma / sqrt(2)`.
  ///
  /// > Source: [berger1971], section 4.3.2.1.
  package init(of source: Laplacian) {
    distortionMeasure = .meanAbsoluteError
    zeroRateDistortion = source.standardDeviation * 0.5.squareRoot()
  }

  /// That of an exponential source under the one-sided error, `x - y` for a reconstruction `y <= x` and infinite for one
  /// above: `m` is the mean above the lower end of the support.
  ///
  /// > Source: [verdu1996].
  ///
  /// - Precondition: `scale` is positive and finite.
  package init(ofExponentialScale scale: Double) {
    precondition(scale > 0 && scale.isFinite)
    distortionMeasure = .oneSidedError
    zeroRateDistortion = scale
  }

  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    return .exact(.bits(Double.log2(zeroRateDistortion) - Double.log2(distortion)))
  }

  /// `m 2^-R`.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    return .exact(zeroRateDistortion * Double.exp2(-rate.bits))
  }

  /// 1 squared nat, that of `ln f(X)`; formal under the one-sided error, which is infinite for some reconstructions.
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    guard distortion < zeroRateDistortion else { return nil }
    return RateDispersion(squaredNats: 1, isFormal: distortionMeasure == .oneSidedError)
  }
}
