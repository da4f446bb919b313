import RDCore
import RealModule

/// The rate–distortion function of independent exponential samples under the one-sided error: `x - y` for a reconstruction
/// `y <= x`, infinite for one above.
///
/// `R(D) = max(0, log2(m / D))` for a source of mean `m` above its lower end.
///
/// > Source: [verdu1996].
package struct ExponentialOneSidedRateDistortion: RateDistortionFunction, Equatable {
  /// The mean above the lower end of the support, in source units.
  package let scale: Double

  /// The function of a source of a given scale.
  ///
  /// - Precondition: `scale` is positive and finite.
  package init(scale: Double) {
    precondition(scale > 0 && scale.isFinite)
    self.scale = scale
  }

  package var distortionMeasure: DistortionMeasure { .oneSidedError }

  /// The scale: all samples are reproduced by the lower end of the support.
  package var zeroRateDistortion: Double { scale }

  /// `log2(m / D)` bits, or 0 from the scale on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < scale else { return .exact(.zero) }
    return .exact(.bits(Double.log2(scale) - Double.log2(distortion)))
  }

  /// `m 2^-R`.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    return .exact(scale * Double.exp2(-rate.bits))
  }
}
