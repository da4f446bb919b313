import RDCore
import RDNumerics
import RealModule

/// The normal approximation `R(D) + sqrt(V / n) Q^-1(epsilon)`, with the rate-dispersion function `V`.
///
/// It is an approximation, not a bound; terms of order `ln n / n` are omitted.
///
/// > Source: [kostina2012], theorem 12.
package struct NormalApproximation: FiniteBlocklengthBound {
  private let function: any RateDistortionFunction

  /// `V` in squared nats, for distortions below `D(0)`.
  private let dispersion: Double

  /// For Gaussian samples under mean-square error: `V = 1/2` squared nats.
  package init(gaussianVariance variance: Double) {
    function = GaussianRateDistortion(variance: variance)
    dispersion = 0.5
  }

  /// For binary symbols under Hamming distortion: `V = p (1 - p) ln^2((1 - p) / p)`.
  init(binary function: HammingRateDistortion, probability p: Double) {
    self.function = function
    let logRatio = Double.log(p / (1 - p))
    dispersion = p * (1 - p) * logRatio * logRatio
  }

  package var quantity: String { "normal-approximation" }

  package var distortionMeasure: DistortionMeasure { function.distortionMeasure }

  package var zeroRateDistortion: Double { function.zeroRateDistortion }

  /// The approximation; `nil` from `D(0)` on, and if it is not above 0.
  package func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) -> Information? {
    guard distortion < zeroRateDistortion else { return nil }
    let spread = (dispersion / Double(blocklength)).squareRoot()
    let nats =
      function.ratePerSample(atDistortion: distortion).value.nats
      - spread * StandardNormal.quantile(excessProbability)
    return nats > 0 ? .nats(nats) : nil
  }
}
