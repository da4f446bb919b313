import RDCore
import RDQuantisers
import RDSources

/// Uniform levels on `[mean - loading sigma, mean + loading sigma]`, whatever the shape of the distribution.
///
/// "Uniform quantisation on [-3, 3]" has two readings, and the literature rarely says which is meant.
package struct UniformPoints: QuantiserDesigner, Equatable {
  /// The position of the outermost levels.
  package enum Reading: Sendable {
    /// At the ends of the interval.
    case endPoints

    /// At the midpoints of the outermost of `N` equal cells.
    case midpoints
  }

  /// Number of levels.
  package let levelCount: Int

  /// The position of the outermost levels.
  package let reading: Reading

  /// The loading factor: half of the interval's length, in standard deviations.
  package let loading: Double

  /// - Precondition: `levelCount` is at least 2; `loading` is positive and finite.
  package init(levelCount: Int, reading: Reading, loading: Double = 3) {
    precondition(levelCount >= 2, "a range needs two levels")
    precondition(loading > 0 && loading.isFinite)
    self.levelCount = levelCount
    self.reading = reading
    self.loading = loading
  }

  /// The quantiser for a density, of which only mean and variance are used.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)`.
  package func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    try design(mean: density.mean, standardDeviation: density.standardDeviation)
  }

  /// The quantiser for samples, of which only mean and variance are used.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)`.
  package func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    try design(mean: samples.mean, standardDeviation: samples.standardDeviation)
  }

  private func design(
    mean: Double, standardDeviation: Double
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let stepCount = reading == .endPoints ? levelCount - 1 : levelCount
    let step = 2 * loading * standardDeviation / Double(stepCount)
    return Design(
      product: try .uniform(levelCount: levelCount, step: step, centre: mean),
      convergence: Convergence(iterationCount: 0, residual: 0, tolerance: 0))
  }
}
