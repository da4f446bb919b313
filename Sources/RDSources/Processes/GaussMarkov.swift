import RDCore
import RDNumerics
import RealModule

/// The stationary Gauss–Markov process: `x[t] = rho x[t-1] + e[t]` with independent normal `e`.
package struct GaussMarkov: StationaryGaussianProcess, Equatable {
  /// The correlation `rho` of neighbouring samples, strictly between -1 and 1.
  package let correlation: Double

  /// The standard deviation of a sample, in source units; above 0.
  package let standardDeviation: Double

  /// A process.
  ///
  /// - Precondition: `correlation` is below 1 in magnitude and `standardDeviation` lies between 1e-150 and 1e150.
  package init(correlation: Double, standardDeviation: Double = 1) {
    precondition(abs(correlation) < 1 && SourceScale.range.contains(standardDeviation))
    self.correlation = correlation
    self.standardDeviation = standardDeviation
  }

  static let entry = SourceEntry(
    "the Gaussian process whose next sample depends on the last one only", kind: .process,
    parameters: [
      .init("rho", default: "0.9", "the correlation of neighbours, above -1 and below 1"),
      .init("standard-deviation", default: "1", "that of a sample, above 0"),
    ]
  ) { .process(try GaussMarkov($0)) }

  /// Reads `gauss-markov[:rho=…,standard-deviation=…]`.
  ///
  /// - Throws: `DescriptorError` for a value out of range.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    self.init(
      correlation: try descriptor.number(
        "rho", default: 0.9,
        expected:
          "above -1 and below 1: else the covariance is singular or the process not stationary",
        where: { abs($0) < 1 }),
      standardDeviation: try SourceScale.scale("standard-deviation", of: descriptor))
  }

  package var variance: Double { standardDeviation * standardDeviation }

  /// The variance times `1 - rho^2`.
  package var innovationVariance: Double {
    variance * ((1 - correlation) * (1 + correlation))
  }

  package var isMarkov: Bool { true }

  /// `(1 - rho^2) / |1 - rho exp(-i w)|^2`, times the variance.
  package func spectralDensity(at frequency: Double) -> Double {
    // As sums of positive terms, which keep their digits next to a narrow peak.
    let magnitude = abs(correlation)
    let half = correlation < 0 ? Double.cos(frequency / 2) : Double.sin(frequency / 2)
    let distance = (1 - magnitude) * (1 - magnitude) + 4 * magnitude * (half * half)
    return innovationVariance / distance
  }

  /// The variance times the powers of the correlation.
  package func autocovariances(count: Int) -> [Double] {
    // Powers by multiplication, which gives the same bits on every machine.
    var covariance = variance
    return (0..<count).map { _ in
      defer { covariance *= correlation }
      return covariance
    }
  }

  /// Draws the first sample from the stationary distribution, then each from the one before it.
  package func fill(_ samples: inout [Double], using stream: inout RandomStream) {
    let deviation = innovationVariance.squareRoot()
    var last = 0.0
    for i in samples.indices {
      let normal = StandardNormal.quantile(stream.nextUniform())
      last = i == 0 ? standardDeviation * normal : correlation * last + deviation * normal
      samples[i] = last
    }
  }
}
