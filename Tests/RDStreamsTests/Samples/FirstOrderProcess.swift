import RDCore
import RDSources

/// The autoregressive process of order one, written down here apart from the library's.
struct FirstOrderProcess: StationaryGaussianProcess {
  let correlation: Double
  let standardDeviation: Double

  var variance: Double { standardDeviation * standardDeviation }

  var innovationVariance: Double { variance * (1 - correlation * correlation) }

  func spectralDensity(at frequency: Double) -> Double {
    preconditionFailure("not needed here")
  }

  func autocovariances(count: Int) -> [Double] {
    var covariance = variance
    return (0..<count).map { _ in
      defer { covariance *= correlation }
      return covariance
    }
  }

  func fill(_ samples: inout [Double], using stream: inout RandomStream) {
    let normal = Gaussian()
    var state = standardDeviation * normal.sample(using: &stream)
    let innovation = innovationVariance.squareRoot()
    for index in samples.indices {
      samples[index] = state
      state = correlation * state + innovation * normal.sample(using: &stream)
    }
  }
}
