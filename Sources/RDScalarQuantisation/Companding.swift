import RDCore
import RDQuantisers
import RDSources
import RealModule

/// A uniform quantiser between a compressor and its inverse, the expander.
///
/// In cell `i` of `N` the compressed value lies between `i / N` and `(i + 1) / N`, and the level is the image of the midpoint, as
/// in the textbook and in telephony; the levels are not the centroids.
///
/// > Source: [bennett1948]; the best compressor for many levels is that of [panter1951].
package struct Companding: QuantiserDesigner, Equatable {
  /// The characteristic of the compressor.
  package enum Law: Sendable, Equatable {
    /// The slope of the compressor is proportional to the cube root of the density.
    case optimal

    /// `sign(x) ln(1 + mu |x| / V) / ln(1 + mu)`, `x` less the mean, up to the overload point `V` of `loading` standard deviations.
    case mu(Double, loading: Double)
  }

  /// Number of levels.
  package let levelCount: Int

  /// The characteristic of the compressor.
  package let law: Law

  /// - Precondition: `levelCount` is at least 2; the parameters of the law are positive and finite.
  package init(levelCount: Int, law: Law = .optimal) {
    precondition(levelCount >= 2, "a compander needs two levels")
    if case .mu(let mu, let loading) = law {
      precondition(mu > 0 && mu.isFinite && loading > 0 && loading.isFinite)
    }
    self.levelCount = levelCount
    self.law = law
  }

  /// The quantiser for a density.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: O(N), besides a table of some thousand points.
  package func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    guard case .optimal = law else {
      return try muLaw(mean: density.mean, standardDeviation: density.standardDeviation)
    }
    let form = density.standardForm
    // With twice as many cells every other end is a threshold, and those between are levels.
    let ends = PanterDite(density: form.distribution).thresholds(levelCount: 2 * levelCount)
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: stride(from: 1, to: ends.count, by: 2).map { ends[$0] },
        standardLevels: stride(from: 0, to: ends.count, by: 2).map { ends[$0] },
        location: form.location, scale: form.scale),
      convergence: Self.closedForm)
  }

  /// The quantiser for samples.
  ///
  /// For the optimal law, cells have equal integrals of the cube root of the density that the distances of neighbouring samples
  /// estimate, and levels are the means of their samples, since the density gives no midpoint for a few samples.
  ///
  /// - Throws: `DesignError/tooFewDistinctSamples(levelCount:distinct:)`;
  ///   `DesignError/notResolved(levelCount:location:scale:)`.
  package func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    guard case .optimal = law else {
      return try muLaw(mean: samples.mean, standardDeviation: samples.standardDeviation)
    }
    let points = WeightedPoints(of: samples)
    guard points.count >= levelCount else {
      throw .tooFewDistinctSamples(levelCount: levelCount, distinct: points.count)
    }
    let begins = points.panterDiteRuns(count: levelCount)
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: begins.dropFirst().dropLast().map { points.values[$0] },
        standardLevels: zip(begins, begins.dropFirst()).map { points.mean(of: $0..<$1) },
        location: 0, scale: 1),
      convergence: Self.closedForm)
  }

  private static var closedForm: Convergence {
    Convergence(iterationCount: 0, residual: 0, tolerance: 0)
  }

  private func muLaw(
    mean: Double, standardDeviation: Double
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    guard case .mu(let mu, let loading) = law else { preconditionFailure("not this law") }
    // The expander, for a compressed value of which 1 is the overload point, in standard deviations.
    func expanded(_ numerator: Int) -> Double {
      let compressed = Double(numerator) / Double(levelCount)
      let size = Double.expMinusOne(abs(compressed) * Double.log(onePlus: mu)) / mu
      return compressed < 0 ? -loading * size : loading * size
    }
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: (1..<levelCount).map { expanded(2 * $0 - levelCount) },
        standardLevels: (0..<levelCount).map { expanded(2 * $0 + 1 - levelCount) },
        location: mean, scale: standardDeviation),
      convergence: Self.closedForm)
  }
}
