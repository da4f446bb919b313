import RDCore
import RDSources

/// Held-out samples of a source, with the moments of the source.
package struct HeldOutSequence: Sendable {
  package let samples: [Double]

  /// The mean of the source, in source units.
  package let mean: Double

  /// The variance of the source, in squared source units.
  package let variance: Double

  /// The maximum number of samples: half a gigabyte of numbers.
  package static let countLimit = 1 << 26

  package init(of density: some UnivariateDistribution, count: Int, seed: SeedPath) {
    var stream = RandomStream(seed: seed["samples", "held-out"])
    samples = (0..<count).map { _ in density.sample(using: &stream) }
    mean = density.mean
    variance = density.variance
  }

  package init(of process: some StationaryGaussianProcess, count: Int, seed: SeedPath) {
    var stream = RandomStream(seed: seed["samples", "held-out"])
    var samples = [Double](repeating: 0, count: count)
    process.fill(&samples, using: &stream)
    self.samples = samples
    mean = 0
    variance = process.variance
  }
}
