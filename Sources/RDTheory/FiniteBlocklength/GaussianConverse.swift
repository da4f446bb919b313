import RDCore
import RDNumerics
import RealModule

/// The converse for Gaussian samples under mean-square error: balls about the codewords must cover a ball that holds the source
/// with probability `1 - epsilon`.
///
/// `ln M >= n ln(r^2 / (n d)) / 2`, where a chi-square variable of `n` degrees of freedom exceeds `r^2` with probability
/// `epsilon` and `d` is the distortion as a fraction of the variance.
///
/// > Source: [kostina2012], theorem 36.
package struct GaussianConverse: FiniteBlocklengthBound {
  /// The variance of a sample, in squared source units.
  package let variance: Double

  /// The converse for samples of a given variance.
  ///
  /// - Precondition: `variance` is positive and finite.
  package init(variance: Double) {
    precondition(variance > 0 && variance.isFinite)
    self.variance = variance
  }

  package var quantity: String { "converse" }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  package var zeroRateDistortion: Double { variance }

  /// The bound; `nil` if it is not above 0.
  package func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) throws -> Information? {
    let n = Double(blocklength)
    let radius = try ChiSquare(degreesOfFreedom: n).upperQuantile(excessProbability)
    let nats = Double.log(radius / n * (variance / distortion)) / 2
    return nats > 0 ? .nats(nats) : nil
  }
}
