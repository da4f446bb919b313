public import RDCore
internal import RDNumerics
public import RDSources
internal import RealModule

/// Scales a lattice so that an ideal code of its points has a given rate.
///
/// The samples that a design counts on are stratified draws of the source: the counts of one set, mixed with the masses of slices of the source,
/// give the probabilities; the code length of another set under them is the rate, of which the scale is the root. In the end both
/// sets are counted together.
///
/// > Source: entropy-coded lattice quantisation [zamir2014], chapter 5; [conway1999], chapters 2 and 21.
public struct LatticeDesigner<Base: Lattice>: RateDesigner {
  /// The lattice.
  public let lattice: Base

  /// A designer.
  public init(_ lattice: Base) { self.lattice = lattice }

  /// The points are meant for an entropy coder.
  public var isEntropyCoded: Bool { true }

  /// From a hundredth of a bit to twelve bits.
  public var rates: ClosedRange<Double> { 0.01...12 }

  /// The quantiser for a source with a density.
  ///
  /// The origin of the lattice lies at the mean. The convergence's residual is the distance of the rate from the one asked for, in bits per sample.
  ///
  /// - Throws: ``DesignError/alphabetTooLarge(rateBitsPerSample:symbolCount:limit:)`` for a source whose tails reach too far;
  ///   ``DesignError/didNotConverge(method:levelCount:_:)``.
  /// - Precondition: the rate is one of ``rates``.
  /// - Complexity: about ten passes over half a million samples.
  public func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    precondition(rates.contains(rate.bits), "a rate out of the method's range")
    return try search(for: density, rate: rate, seed: seed)
  }

  private func search(
    for density: some UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let search = LatticeSearch(lattice: lattice, density: density, seed: seed)
    // At high rates a bit more halves the scale. Where the bound says nothing, the normal one is a start as good as any.
    let entropy = search.density.differentialEntropy.bits
    let start =
      (entropy.isFinite ? entropy : 2 + Double.log2(search.density.standardDeviation)) - rate.bits
    var logScale = start - Double.log2(lattice.volume) / Double(lattice.dimension)
    var excess = try search.rate(atLogScale: logScale, for: rate) - rate.bits
    var bracket = (lower: -Double.infinity, upper: Double.infinity)
    var reach = 0.02
    while !(bracket.lower.isFinite && bracket.upper.isFinite) {
      if excess > 0 { bracket.lower = logScale } else { bracket.upper = logScale }
      guard !(bracket.lower.isFinite && bracket.upper.isFinite) else { break }
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
      throw .didNotConverge(
        method: "The search for the scale of a lattice", levelCount: lattice.dimension,
        Convergence(iterationCount: 0, residual: bracket.upper - bracket.lower, tolerance: 0))
    }
    let residual = abs(search.uncheckedRate(atLogScale: located.position) - rate.bits)
    return Design(
      product: search.product(atLogScale: located.position),
      convergence: Convergence(
        iterationCount: located.convergence.iterationCount, residual: residual, tolerance: 1e-3))
  }
}
