import RDCore
import RDQuantisers
import RDSources

/// Designs the quantiser of uniform steps whose indices have a given entropy, with the centroids of its cells as levels (UTQ).
///
/// It is the classic practical alternative to ``EntropyConstrained``: above about one bit it is hardly worse, and its encoder is
/// a division. A symmetric density has a level or a threshold at its centre; for another one, four positions about the mean are
/// tried, and an integer number of cells from a finite end of the support. The least error wins. Cells without probability, in
/// the gaps of a density and beyond its ends, are merged with their neighbours.
///
/// > Source: [gish1968]; [sullivan1996], which also shows where it is optimal.
package struct UniformThreshold: RateDesigner, Equatable {
  package init() {}

  /// The indices are meant for an entropy coder.
  package var isEntropyCoded: Bool { true }

  /// From 0.001 to 12 bits per sample.
  package var rates: ClosedRange<Double> { 0.001...12 }

  /// The quantiser for a density, by Brent's method on the logarithm of the step.
  ///
  /// The residual of the convergence is the error of the rate, in bits.
  ///
  /// - Throws: `DesignError/didNotConverge(method:levelCount:_:)` if no step has the rate;
  ///   `DesignError/tailTooHeavy(levelCount:shareOfError:)` if a hundredth of the error lies beyond the greatest number of
  ///   steps;
  ///   `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: about fifteen passes over the N cells, in each position.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    try designOpened(for: density, rate: rate)
  }

  private func designOpened<Density: UnivariateDistribution>(
    for density: Density, rate: Information
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let form = density.standardForm
    let source = form.distribution
    let grid = ThresholdGrid(density: source)
    let search = UniformThresholdSearch(density: source, grid: grid)
    var best: UniformThresholdSearch<Density>.Solution?
    for position in search.positions {
      guard let found = search.solution(rate: rate.nats, at: position, tolerance: 1e-15) else {
        continue
      }
      if found.meanSquaredError < (best?.meanSquaredError ?? .infinity) * (1 - 1e-12) {
        best = found
      }
    }
    func didNotConverge(_ levelCount: Int, _ convergence: Convergence) -> DesignError {
      .didNotConverge(
        method: "The search for a step of that entropy", levelCount: levelCount, convergence)
    }
    let thresholds = grid.pruned(best?.thresholds ?? [])
    guard let best, !thresholds.isEmpty else {
      throw didNotConverge(0, Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
    }
    guard best.shareOfErrorBeyond <= Self.shareBeyond else {
      throw .tailTooHeavy(
        levelCount: thresholds.count + 1, shareOfError: best.shareOfErrorBeyond)
    }
    let quantiser = try ScalarQuantiser(
      standardThresholds: thresholds, standardLevels: grid.centroids(of: thresholds),
      location: form.location, scale: form.scale)
    let product = RatedQuantiser(entropyCoded: quantiser, under: density)
    let reached = product.performance?.entropyPerSample ?? .zero
    let convergence = Convergence(
      iterationCount: 1, residual: abs((reached - rate).bits), tolerance: 1e-9)
    guard convergence.isConverged else { throw didNotConverge(thresholds.count + 1, convergence) }
    return Design(product: product, convergence: convergence)
  }

  /// The greatest fraction of the error that may lie beyond the steps.
  private static var shareBeyond: Double { 0.01 }
}
