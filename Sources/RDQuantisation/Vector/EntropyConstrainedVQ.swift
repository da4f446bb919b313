public import RDCore
internal import RDNumerics
public import RDSources
internal import RealModule

/// Designs vector quantisers for an entropy coder: least squared error plus a multiple of the code's length.
///
/// The codebook starts as the points of the best lattice of the dimension that the training vectors meet; then cells, codewords and lengths take turns, and the multiplier
/// moves with the rate until the entropy is the rate asked for. Codewords whose cells shrink to a few vectors are dropped.
///
/// > Source: [chou1989].
public struct EntropyConstrainedVQ: RateDesigner {
  /// Components of a vector, `k`.
  public let dimension: Int

  /// A designer.
  ///
  /// - Precondition: the dimension lies from 2 to 16.
  public init(dimension: Int = 2) {
    precondition((2...16).contains(dimension), "a dimension from 2 to 16")
    self.dimension = dimension
  }

  /// The codewords are meant for an entropy coder.
  public var isEntropyCoded: Bool { true }

  /// From a fifth of a bit for a vector to eight bits, which need about two thousand codewords.
  public var rates: ClosedRange<Double> { 0.2 / Double(dimension)...8 / Double(dimension) }

  /// The quantiser for a source with a density.
  ///
  /// The convergence's residual is the distance of the training vectors' entropy from the rate, in bits per sample. It may stay above its tolerance for
  /// densities with an end, where few arrangements of codewords have a place.
  ///
  /// - Precondition: the rate is one of ``rates``.
  /// - Complexity: at most 150 passes over 131,072 training vectors; each costs a search of the codebook's tree.
  public func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    precondition(rates.contains(rate.bits), "a rate out of the method's range")
    var training = TrainingVectors(from: density, dimension: dimension, count: 1 << 17, seed: seed)
    let total = Double(training.count)
    var (codewords, lengths) = LatticeCodebook(
      training: training, density: density, rate: rate, limit: 1 << 11
    ).product
    // The slope of the distortion's exponential fall with the rate, from the error of the start.
    let start = training.cells(codewords: codewords, penalties: lengths.map { _ in 0 })
    let firstMultiplier = 2 * Double.log(2) * start.costs.reduce(0, +) / (total * Double(dimension))
    var multiplier = firstMultiplier
    var cost = Double.infinity
    var excess = 0.0
    var convergence = Convergence(iterationCount: 0, residual: .infinity, tolerance: 1e-3)
    for step in 1...150 {
      multiplier *= Double.exp2(min(max(2 * excess, -0.5), 0.5))
      // Where even a small multiplier leaves the entropy too low, codewords are missing.
      if multiplier < firstMultiplier / 64 {
        multiplier = firstMultiplier / 64
        splitLargest(&codewords, &lengths, spread: (start.costs.reduce(0, +) / total).squareRoot())
      }
      let cells = training.cells(
        codewords: codewords, penalties: lengths.map { $0 * multiplier })
      // A codeword of fewer vectors than it has components would follow them rather than the source.
      var kept = cells.counts.indices.filter { cells.counts[$0] >= dimension }
      if kept.count < 2 { kept = Array(cells.counts.indices.prefix(2)) }
      if kept.count < lengths.count { training.keep(kept, of: lengths.count) }
      codewords = kept.flatMap { index in
        cells.counts[index] > 0
          ? cells.centroid(index, dimension)
          : Array(codewords[index * dimension..<(index + 1) * dimension])
      }
      let counts = kept.map { Double(cells.counts[$0]) + 0.5 }
      let whole = counts.reduce(0, +)
      lengths = counts.map { -Double.log2($0 / whole) }
      var entropy = CompensatedSum()
      for (count, length) in zip(counts, lengths) { entropy.add(count / whole * length) }
      excess = entropy.value / Double(dimension) - rate.bits
      let newCost = cells.costs.reduce(0, +)
      convergence = Convergence(
        iterationCount: step, residual: abs(excess), tolerance: convergence.tolerance)
      if convergence.residual < 2e-4, abs(cost - newCost) <= 1e-4 * newCost { break }
      cost = newCost
    }
    return Design(
      product: RatedQuantiser(
        quantiser: VectorQuantiser(
          codewords: codewords, penalties: lengths.map { $0 * multiplier }, blockLength: dimension),
        symbolProbabilities: [lengths.map { Double.exp2(-$0) }]),
      convergence: convergence)
  }
  /// Makes two of the most likely codeword, which share its probability.
  private func splitLargest(
    _ codewords: inout [Double], _ lengths: inout [Double], spread: Double
  ) {
    var largest = 0
    for index in lengths.indices where lengths[index] < lengths[largest] { largest = index }
    var copy = Array(codewords[largest * dimension..<(largest + 1) * dimension])
    copy[lengths.count % dimension] += 0.1 * spread
    codewords += copy
    lengths[largest] += 1
    lengths.append(lengths[largest])
  }
}
