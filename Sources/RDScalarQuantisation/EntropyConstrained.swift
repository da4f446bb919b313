import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// Designs the scalar quantiser of least mean-square error whose indices have a given entropy (ECSQ).
///
/// Each level is the centroid of its cell, and at each threshold `(x - y)^2 - s ln p` is the same on both sides, where
/// `s = -dD/dH` makes the entropy exactly the rate. These conditions leave open the number of cells and their phase, so Newton's
/// method starts from several structures, and the least error wins: chains of tying cells from the ends of the density inwards,
/// with a level or a threshold at the centre of a symmetric one and in four positions of another; uniform steps; and at low rates
/// two cells and the best partitions of a grid, which make the optimum the global one up to the resolution of the grid. A tail
/// ends where a further cell would lower the error by a fraction of 1e-15 of the slope, and a tail that may be heavy, whose
/// optimum has infinitely many cells, at 1e-12 or about 65,000 cells.
///
/// > Source: [gish1968] for high rates; [chou1989] for the Lagrangian; [sullivan1996] for the Laplacian density.
public struct EntropyConstrained: RateDesigner, Equatable {
  /// A designer.
  public init() {}

  /// The indices are meant for an entropy coder.
  package var isEntropyCoded: Bool { true }

  /// From 0.001 to 12 bits per sample.
  package var rates: ClosedRange<Double> { 0.001...12 }

  /// The quantiser for a density, by a damped Newton method from each of the starts.
  ///
  /// The residual of the convergence is the greatest difference of costs at a threshold, relative to the slope and the squared
  /// distances there, or the error of the rate in nats if that is larger.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: the entropy of the indices, from 0.001 to 12 bits per sample.
  ///   - seed: of no effect: the design has no random numbers.
  /// - Returns: the quantiser with the probabilities of its indices.
  /// - Throws: `DesignError/rateOutOfRange(method:rateBitsPerSample:ratesBitsPerSample:)`;
  ///   `DesignError/didNotConverge(method:levelCount:_:)` if no start leads to an optimum;
  ///   `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: O(N) per step, about ten steps from each of at most a dozen starts; below a few bits also some O(G^2) passes
  ///   over a grid of a few hundred points.
  public func design(
    for density: any UnivariateDistribution, rate: Information,
    seed: SeedPath = SeedPath(root: 0x5eed_2026)
  ) throws(DesignError) -> Design<RatedQuantiser> {
    try check(rate: rate, method: "ecsq")
    return try designOpened(for: density, rate: rate)
  }

  /// With more cells than this, structures differ so little that any one is a substitute for one that is hard to find.
  private static var fewCells: Int { 512 }

  private func designOpened<Density: UnivariateDistribution>(
    for density: Density, rate: Information
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let form = density.standardForm
    let source = form.distribution
    var best: (product: ScalarQuantiser, convergence: Convergence, error: Double)?
    var failure = DesignError.didNotConverge(
      method: "The entropy-constrained design", levelCount: 0,
      Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
    for start in EntropyConstrainedStarts(density: source, rate: rate.nats).all {
      for isSmoothed in [false, true] {
        do throws(DesignError) {
          let solution = try EntropyConstrainedSolution(
            start: start, density: source, rate: rate.nats, isSmoothed: isSmoothed)
          let error = solution.error
          // Structures whose errors differ only by rounding are ranked by their order.
          if error < (best?.error ?? .infinity) * (1 - 1e-12) {
            // A cell may have shrunk to nothing, as one between the halves of a uniform density at one bit does: then another
            // structure without it is equally good.
            let least = 1e-14 * source.standardDeviation
            for (index, ends) in zip(solution.thresholds, solution.thresholds.dropFirst())
              .enumerated()
            where ends.1 - ends.0 < least {
              throw .emptyCell(index: index + 1, levelCount: solution.levels.count)
            }
            let quantiser = try ScalarQuantiser(
              standardThresholds: solution.thresholds, standardLevels: solution.levels,
              location: form.location, scale: form.scale)
            best = (quantiser, solution.convergence, error)
          }
          // Newton's method may stay at a coarse start that no slope makes a minimum, as between two vertices of the lower convex
          // hull; the sweeps lead to one that it may not find.
          if !start.isCoarse { break }
        } catch {
          failure = error
        }
        if best != nil, start.thresholds.count > Self.fewCells { break }
      }
    }
    guard let best else { throw failure }
    return Design(
      product: RatedQuantiser(entropyCoded: best.product, under: density),
      convergence: best.convergence)
  }
}
