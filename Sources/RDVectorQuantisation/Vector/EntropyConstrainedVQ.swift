import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// Designs vector quantisers for an entropy coder: least squared error plus a multiple of the code length.
///
/// The initial codebook is the points of the best lattice of the dimension that the training vectors meet; then cells, codewords
/// and lengths are updated in turn, and the multiplier follows the rate until the entropy is the required rate. Codewords whose
/// cells shrink to a few vectors are dropped. In the end the codewords are fixed, and the multiplier is solved for on other
/// vectors.
///
/// > Source: [chou1989].
package struct EntropyConstrainedVQ: RateDesigner {
  /// Components of a vector, `k`.
  package let dimension: Int

  /// A designer.
  ///
  /// - Precondition: the dimension lies from 2 to 16.
  package init(dimension: Int = 2) {
    precondition((2...16).contains(dimension), "a dimension from 2 to 16")
    self.dimension = dimension
  }

  /// The codewords are meant for an entropy coder.
  package var isEntropyCoded: Bool { true }

  /// From 0.2 to 8 bits per vector; 8 bits need about two thousand codewords.
  package var rates: ClosedRange<Double> { 0.2 / Double(dimension)...8 / Double(dimension) }

  /// The quantiser for a source with a density.
  ///
  /// The residual of the convergence is the distance of the entropy from the rate, in bits per sample, on vectors that the
  /// codewords were not trained on.
  ///
  /// - Throws: ``DesignError/rateMissed(method:askedBitsPerSample:reachedBitsPerSample:)`` if no multiplier comes within 0.01 bit
  ///   of the rate.
  /// - Precondition: the rate is one of ``rates``.
  /// - Complexity: at most 150 passes over 131,072 training vectors, each of which costs a search of the codebook's tree, on all cores.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    precondition(rates.contains(rate.bits), "a rate out of the method's range")
    var training = TrainingVectors(from: density, dimension: dimension, count: 1 << 17, seed: seed)
    var book = Codebook(
      LatticeCodebook(training: training, density: density, rate: rate, limit: 1 << 11).product,
      on: &training)
    var passCount = 1
    // The rate jumps where codewords are lost one by one, as for a density with bounded support: then the multiplier is solved
    // for before each pass.
    let isSettled = train(&book, on: &training, rate: rate, passCount: &passCount)
    if !isSettled {
      for _ in 0..<Self.lockedPassLimit {
        passCount += lock(&book, on: &training, rate: rate, part: 1 << 15)
        _ = book.improve(on: &training)
        passCount += 1
      }
    }
    // Codewords fit their own training vectors better than others, so the rate is measured on others.
    var others = TrainingVectors(
      from: density, dimension: dimension, count: 1 << 17, seed: seed["part", "rate"])
    passCount += lock(&book, on: &others, rate: rate, part: others.count)
    let cells = others.cells(codewords: book.codewords, penalties: book.penalties)
    let reached = cells.entropyBits / Double(dimension)
    guard abs(reached - rate.bits) <= 0.01 else {
      throw .rateMissed(
        method: "ecvq:dimension=\(dimension)", askedBitsPerSample: rate.bits,
        reachedBitsPerSample: reached)
    }
    return Design(
      product: RatedQuantiser(
        quantiser: VectorQuantiser(
          codewords: book.codewords, penalties: book.penalties, blockLength: dimension),
        symbolProbabilities: [cells.probabilities(expected: book.lengths.map { Double.exp2(-$0) })]
      ),
      convergence: Convergence(
        iterationCount: passCount, residual: abs(reached - rate.bits), tolerance: 1e-3))
  }

  private static var passLimit: Int { 100 }
  private static var lockedPassLimit: Int { 12 }

  /// Updates cells, codewords and lengths in turn while the multiplier follows the rate.
  ///
  /// - Returns: whether the rate converged to the required one.
  private func train(
    _ book: inout Codebook, on training: inout TrainingVectors, rate: Information,
    passCount: inout Int
  ) -> Bool {
    var cost = Double.infinity
    var excess = 0.0
    for _ in 0..<Self.passLimit {
      book.multiplier *= Double.exp2(min(max(2 * excess, -0.5), 0.5))
      // If even a small multiplier leaves the entropy too low, codewords are missing.
      if book.multiplier < book.leastMultiplier {
        book.multiplier = book.leastMultiplier
        book.splitLargest()
      }
      let outcome = book.improve(on: &training)
      passCount += 1
      excess = outcome.entropyBits / Double(dimension) - rate.bits
      if abs(excess) < 2e-4, abs(cost - outcome.cost) <= 1e-4 * outcome.cost { return true }
      cost = outcome.cost
    }
    return false
  }

  /// Solves for the multiplier at which the fixed codewords have the rate.
  ///
  /// Cells change continuously with it, so there is a solution whenever the nearest codewords have a higher rate; if they do not,
  /// the most probable codewords are split.
  ///
  /// - Returns: the number of passes.
  private func lock(
    _ book: inout Codebook, on vectors: inout TrainingVectors, rate: Information, part: Int
  ) -> Int {
    var passCount = 0
    func excess(_ exponent: Double, _ vectors: inout TrainingVectors) -> Double {
      passCount += 1
      let multiplier = book.multiplier * Double.exp2(exponent)
      let cells = vectors.cells(
        codewords: book.codewords, penalties: book.lengths.map { $0 * multiplier }, part: part)
      return cells.entropyBits / Double(dimension) - rate.bits
    }
    var low = (exponent: 0.0, excess: excess(0, &vectors))
    if abs(low.excess) < 1e-4 { return passCount }
    var high = low
    var reach = 0.05
    // If the excess is positive the exponent is too low.
    while low.excess < 0, low.exponent > -30 {
      high = low
      low.exponent -= reach
      low.excess = excess(low.exponent, &vectors)
      reach *= 2
    }
    // Equiprobable codewords come so near to their rate that one more would not help.
    while low.excess < -2e-3, book.lengths.count < Self.sizeLimit {
      book.splitLargest()
      vectors.forgetCells()
      low.excess = excess(low.exponent, &vectors)
    }
    while high.excess > 0, high.exponent < 30 {
      low = high
      high.exponent += reach
      high.excess = excess(high.exponent, &vectors)
      reach *= 2
    }
    // The Illinois rule of false position.
    var best = abs(low.excess) < abs(high.excess) ? low : high
    var lastSide = 0
    var weights = (low: low.excess, high: high.excess)
    for _ in 0..<30 where low.excess > 0 && high.excess < 0 && abs(best.excess) >= 1e-4 {
      let share = weights.low / (weights.low - weights.high)
      let exponent = low.exponent + share * (high.exponent - low.exponent)
      let middle = (exponent: exponent, excess: excess(exponent, &vectors))
      if middle.excess > 0 {
        (low, weights.low) = (middle, middle.excess)
        if lastSide > 0 { weights.high /= 2 }
        lastSide = 1
      } else {
        (high, weights.high) = (middle, middle.excess)
        if lastSide < 0 { weights.low /= 2 }
        lastSide = -1
      }
      if abs(middle.excess) < abs(best.excess) { best = middle }
    }
    book.multiplier *= Double.exp2(best.exponent)
    return passCount
  }

  private static var sizeLimit: Int { 1 << 12 }
}

/// Codewords, their code lengths, and the cost of a bit.
private struct Codebook {
  /// Shape `[N * k]`.
  private(set) var codewords: [Double]

  /// In bits, shape `[N]`.
  private(set) var lengths: [Double]

  /// The Lagrange multiplier, in squared source units per bit.
  var multiplier: Double

  /// Below this, a bit costs so little that a lower rate needs fewer codewords.
  let leastMultiplier: Double

  private let dimension: Int

  /// The distance by which a codeword is split, in source units.
  private let spread: Double

  /// An initial codebook, whose multiplier is the slope of the exponential decay of the distortion with the rate, from its error.
  init(
    _ start: (codewords: [Double], lengths: [Double]), on training: inout TrainingVectors
  ) {
    (codewords, lengths) = start
    dimension = training.dimension
    let cells = training.cells(codewords: codewords, penalties: lengths.map { _ in 0 })
    let error = cells.costs.reduce(0, +) / Double(training.count)
    multiplier = 2 * Double.log(2) * error / Double(dimension)
    leastMultiplier = multiplier / 64
    spread = error.squareRoot()
  }

  /// The penalty of each codeword, in squared source units, shape `[N]`.
  package var penalties: [Double] { lengths.map { $0 * multiplier } }

  /// Finds the cells, and updates codewords and lengths; codewords of few vectors are dropped.
  ///
  /// - Returns: the entropy and the cost of the cells.
  package mutating func improve(
    on training: inout TrainingVectors
  ) -> (entropyBits: Double, cost: Double) {
    let cells = training.cells(codewords: codewords, penalties: penalties)
    // A codeword of fewer vectors than it has components would fit them rather than the source.
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
    return (cells.entropyBits, cells.costs.reduce(0, +))
  }

  /// Splits the most probable codeword in two, each with half of its probability.
  mutating func splitLargest() {
    var largest = 0
    for index in lengths.indices where lengths[index] < lengths[largest] { largest = index }
    var copy = Array(codewords[largest * dimension..<(largest + 1) * dimension])
    copy[lengths.count % dimension] += 0.1 * spread
    codewords += copy
    lengths[largest] += 1
    lengths.append(lengths[largest])
  }
}

extension TrainingVectors.Cells {
  /// The entropy of the cells, in bits.
  fileprivate var entropyBits: Double {
    let whole = Double(counts.reduce(0, +))
    var entropy = CompensatedSum()
    for count in counts where count > 0 {
      entropy.add(-Double(count) / whole * Double.log2(Double(count) / whole))
    }
    return entropy.value
  }

  /// The relative frequency of each cell, with one additional vector distributed as expected: shape `[N]`, none of them 0.
  fileprivate func probabilities(expected: [Double]) -> [Double] {
    let sum = expected.reduce(0, +)
    let whole = Double(counts.reduce(0, +)) + 1
    return zip(counts, expected).map { (Double($0) + $1 / sum) / whole }
  }
}
