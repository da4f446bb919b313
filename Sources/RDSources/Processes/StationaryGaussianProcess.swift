import RDCore
import RealModule

/// A stationary Gaussian process in discrete time, of mean zero.
package protocol StationaryGaussianProcess: Sendable {
  /// The variance of a sample, in squared source units; above 0.
  var variance: Double { get }

  /// The power spectral density at an angular frequency, in squared source units:
  /// `S(w) = sum over k of r(k) exp(-i k w)`, so that its mean over `[-pi, pi]` is the variance.
  ///
  /// - Parameter frequency: in radians per sample, from 0 to pi; the density is even.
  /// - Returns: the power spectral density.
  func spectralDensity(at frequency: Double) -> Double

  /// The entropy power, `exp` of the mean of `ln S(w)`: the variance of the innovation, in squared source units.
  var innovationVariance: Double { get }

  /// Whether a sample depends on the past by the one before it alone.
  var isMarkov: Bool { get }

  /// The autocovariances `r(0) ..< r(count - 1)`, shape `[count]`, in squared source units.
  func autocovariances(count: Int) -> [Double]

  /// Draws consecutive samples of the process in its stationary state.
  ///
  /// - Parameters:
  ///   - samples: written, oldest first.
  ///   - stream: the source of randomness.
  func fill(_ samples: inout [Double], using stream: inout RandomStream)
}

extension StationaryGaussianProcess {
  /// The entropy rate: the differential entropy of a sample given all before it, that of the innovation.
  package var entropyRate: Information {
    .nats((1 + Double.log(2 * .pi) + Double.log(innovationVariance)) / 2)
  }
}
