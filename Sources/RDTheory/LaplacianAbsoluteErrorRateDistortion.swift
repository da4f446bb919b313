import RDCore
import RDSources
import RealModule

/// The rate–distortion function of independent Laplacian samples under mean absolute error.
///
/// `R(D) = max(0, log2(b / D))` with the mean absolute deviation `b = sigma / sqrt(2)`: the Shannon lower bound is attained.
///
/// > Source: [berger1971], section 4.3.2.1.
package struct LaplacianAbsoluteErrorRateDistortion: RateDistortionFunction, Equatable {
  /// The mean absolute deviation `b`, in source units.
  package let meanAbsoluteDeviation: Double

  package init(of source: Laplacian) {
    meanAbsoluteDeviation = source.standardDeviation * 0.5.squareRoot()
  }

  package var distortionMeasure: DistortionMeasure { .meanAbsoluteError }

  package var zeroRateDistortion: Double { meanAbsoluteDeviation }

  /// `log2(b / D)` bits, or 0 from `b` on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < meanAbsoluteDeviation else { return .exact(.zero) }
    return .exact(.bits(Double.log2(meanAbsoluteDeviation) - Double.log2(distortion)))
  }

  /// `b 2^-R`.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    return .exact(meanAbsoluteDeviation * Double.exp2(-rate.bits))
  }
}
