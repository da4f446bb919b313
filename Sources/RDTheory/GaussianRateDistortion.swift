import RDCore
import RDSources
import RealModule

/// The rate–distortion function of independent Gaussian samples under mean-square error.
///
/// `R(D) = max(0, log2(sigma^2 / D) / 2)` and `D(R) = sigma^2 2^(-2R)`.
///
/// > Source: [shannon1959]; [cover2006], theorem 10.3.2.
package struct GaussianRateDistortion: RateDistortionFunction, Equatable {
  /// The variance of the source, in squared source units; above 0.
  package let variance: Double

  /// The function of a source of a given variance.
  ///
  /// - Precondition: `variance` is positive and finite.
  package init(variance: Double) {
    precondition(variance > 0 && variance.isFinite)
    self.variance = variance
  }

  /// The function of a source, or `nil` if it is not Gaussian.
  package init?(of source: any UnivariateDistribution) {
    guard let gaussian = source as? Gaussian else { return nil }
    self.init(variance: gaussian.variance)
  }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  package var zeroRateDistortion: Double { variance }

  /// `log2(sigma^2 / D) / 2` bits, or 0 from the variance on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < variance else { return .exact(.zero) }
    let ratio = variance / distortion
    // The quotient of extreme numbers leaves their range; the difference of logarithms loses a few digits instead.
    let bits = ratio.isFinite ? Double.log2(ratio) : Double.log2(variance) - Double.log2(distortion)
    return .exact(.bits(bits / 2))
  }

  /// `sigma^2 2^(-2R)`.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    return .exact(variance * Double.exp2(-2 * rate.bits))
  }

  /// `1/2` squared nats.
  ///
  /// > Source: [ingber2011]; [kostina2012].
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    distortion < variance ? RateDispersion(squaredNats: 0.5) : nil
  }
}
