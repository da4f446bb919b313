import RDCore
import RDQuantisers
import RDSources
import RealModule

/// A uniform quantiser between a compressor and its inverse, the expander.
///
/// Cell `i` of `N` is where the compressed value lies between `i / N` and `(i + 1) / N`, and its level is the image of the middle, as in
/// the textbook and in a telephone; the levels are not the centroids.
///
/// > Source: [bennett1948]; the best compressor for many levels is that of [panter1951].
package struct Companding: QuantiserDesigner, Equatable {
  /// How the compressed value follows the sample.
  package enum Law: Sendable, Equatable {
    /// Its slope is proportional to the cube root of the density.
    case optimal

    /// `sign(x) ln(1 + mu |x| / V) / ln(1 + mu)`, `x` less the mean, up to the overload point `V` of `loading` standard deviations.
    case mu(Double, loading: Double)
  }

  /// How many levels the quantiser gets.
  package let levelCount: Int

  /// How the compressed value follows the sample.
  package let law: Law

  /// A designer.
  ///
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
  /// - Throws: ``DesignError/notResolved(levelCount:location:scale:)``.
  /// - Complexity: O(N), beside a table of some thousand points.
  package func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    guard case .optimal = law else {
      return try muLaw(mean: density.mean, standardDeviation: density.standardDeviation)
    }
    let form = density.standardForm
    // Of twice as many cells every other end is a threshold, and those between are levels.
    let places = PanterDite(density: form.distribution).thresholds(levelCount: 2 * levelCount)
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: stride(from: 1, to: places.count, by: 2).map { places[$0] },
        standardLevels: stride(from: 0, to: places.count, by: 2).map { places[$0] },
        location: form.location, scale: form.scale),
      convergence: Self.closedForm)
  }

  /// The quantiser for samples: of the optimal law, cells with equal integrals of the cube root of the density that the distances of neighbours
  /// tell, with the means of their samples as levels, since the density tells no middle of a few samples.
  ///
  /// - Throws: ``DesignError/tooFewDistinctSamples(levelCount:distinct:)``;
  ///   ``DesignError/notResolved(levelCount:location:scale:)``.
  package func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    guard case .optimal = law else {
      return try muLaw(mean: samples.mean, standardDeviation: samples.standardDeviation)
    }
    let points = WeightedPoints(sorted: samples.samples)
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
