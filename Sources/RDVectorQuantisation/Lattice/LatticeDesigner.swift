import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// Scales a lattice so that an ideal code of its points has a given rate.
///
/// The training samples are stratified draws from the source: the counts of one set, mixed with the masses of slices of the
/// source, give the probabilities; the code length of another set under them is the rate, for which the scale is solved. In the
/// end both sets are counted together.
///
/// > Source: entropy-coded lattice quantisation [zamir2014], chapter 5; [conway1999], chapters 2 and 21.
package struct LatticeDesigner<Base: Lattice>: RateDesigner {
  package let lattice: Base

  package init(_ lattice: Base) { self.lattice = lattice }

  /// The points are meant for an entropy coder.
  package var isEntropyCoded: Bool { true }

  /// From 0.01 to 12 bits per sample.
  package var rates: ClosedRange<Double> { 0.01...12 }

  /// The quantiser for a source with a density.
  ///
  /// The origin of the lattice is the mean, or at low rates where the error is least. The residual of the convergence is the
  /// error of the rate, in bits per sample.
  ///
  /// - Throws: ``DesignError/alphabetTooLarge(rateBitsPerSample:symbolCount:limit:)`` for a source with too long tails;
  ///   ``DesignError/didNotConverge(method:levelCount:_:)``.
  /// - Precondition: the rate is one of ``rates``.
  /// - Complexity: about ten passes over half a million samples.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    precondition(rates.contains(rate.bits), "a rate out of the method's range")
    return try search(for: density, rate: rate, seed: seed)
  }

  private func search(
    for density: some UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let centred = LatticeSearch(lattice: lattice, density: density, seed: seed)
    let search =
      rate.bits <= Self.shiftedRateLimit ? Self.bestShifted(centred, rate: rate) : centred
    guard let solution = try Self.solve(search, rate: rate) else {
      throw .didNotConverge(
        method: "The search for the scale of a lattice", levelCount: lattice.dimension,
        Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
    }
    return Design(
      product: search.product(atLogScale: solution.position),
      convergence: Convergence(
        iterationCount: solution.iterationCount, residual: solution.residual, tolerance: 1e-3))
  }

  /// Above this rate, in bits per sample, cells are so small that their origin hardly matters.
  private static var shiftedRateLimit: Double { 4 }

  /// The search with the origin of least error, as estimated on some of the samples.
  ///
  /// Positions over a whole period are tried; for a source that is symmetric about its mean, the two that make the cells
  /// symmetric. The mean is left only for a gain of one per cent, which is beyond chance.
  private static func bestShifted<Density: UnivariateDistribution>(
    _ centred: LatticeSearch<Base, Density>, rate: Information
  ) -> LatticeSearch<Base, Density> {
    let positions = centred.density.isSymmetric ? [0, 4] : Array(0..<8)
    var errors = [Double](repeating: .infinity, count: positions.count)
    errors.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let errors = buffer
      concurrentPieces(of: positions.count, size: 1) { range in
        for index in range {
          let shift = Double(positions[index]) / 8 * centred.lattice.diagonalPeriod
          let search = centred.shifted(to: shift, sampleCount: 1 << 16)
          guard let solution = (try? solve(search, rate: rate)) ?? nil, solution.residual < 0.01
          else { continue }
          errors[index] = search.meanSquaredError(atLogScale: solution.position)
        }
      }
    }
    var best = 0
    for index in positions.indices where errors[index] < min(errors[best], 0.99 * errors[0]) {
      best = index
    }
    return centred.shifted(to: Double(positions[best]) / 8 * centred.lattice.diagonalPeriod)
  }

  /// The scale of the required rate.
  ///
  /// - Returns: its binary logarithm, and the error of the rate in bits per sample; `nil` if no scale has the rate, as with an
  ///   origin that leaves the mean of a symmetric source between two cells however large they are.
  private static func solve(
    _ search: LatticeSearch<Base, some UnivariateDistribution>, rate: Information
  ) throws(DesignError) -> (position: Double, iterationCount: Int, residual: Double)? {
    // At high rates one bit more halves the scale. Where the bound is trivial, the normal one is as good a start as any.
    let entropy = search.density.differentialEntropy.bits
    let start =
      (entropy.isFinite ? entropy : 2 + Double.log2(search.density.standardDeviation)) - rate.bits
    var logScale =
      start - Double.log2(search.lattice.volume) / Double(search.lattice.dimension)
    var excess = try search.rate(atLogScale: logScale, for: rate) - rate.bits
    var bracket = (lower: -Double.infinity, upper: Double.infinity)
    var reach = 0.02
    while true {
      if excess > 0 { bracket.lower = logScale } else { bracket.upper = logScale }
      guard !(bracket.lower.isFinite && bracket.upper.isFinite) else { break }
      guard reach < 64 else { return nil }
      logScale += excess > 0 ? excess + reach : excess - reach
      reach *= 2
      excess = try search.rate(atLogScale: logScale, for: rate) - rate.bits
    }
    let located: LocatedPoint
    do {
      located = try BrentRoot(relativeTolerance: 0, absoluteTolerance: 2e-5).root(
        in: Interval(bracket.lower, bracket.upper)
      ) { search.uncheckedRate(atLogScale: $0) - rate.bits }
    } catch {
      return nil
    }
    let residual = abs(search.uncheckedRate(atLogScale: located.position) - rate.bits)
    return (located.position, located.convergence.iterationCount, residual)
  }
}
