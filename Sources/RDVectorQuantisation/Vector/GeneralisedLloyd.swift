import RDCore
import RDQuantisers
import RDSources
import RealModule

/// Designs vector quantisers of a fixed rate from training vectors: k-means, from codebooks grown by splitting.
///
/// The codebook has `2^(k R)` codewords, rounded. From one codeword on, those of the largest errors are split in two until there
/// are enough; in between and in the end, each is moved to the centroid of its cell until the error hardly falls. A codeword with
/// an empty cell takes half of the worst one's.
///
/// > Source: [linde1980].
package struct GeneralisedLloyd: RateDesigner {
  /// Components of a vector, `k`.
  package let dimension: Int

  /// The largest codebook, as a power of two.
  package static let bitLimit = 14.0

  /// A designer.
  ///
  /// - Precondition: the dimension lies from 2 to 16.
  package init(dimension: Int = 4) {
    precondition((2...16).contains(dimension), "a dimension from 2 to 16")
    self.dimension = dimension
  }

  package var isEntropyCoded: Bool { false }

  /// From two codewords to 2^14.
  package var rates: ClosedRange<Double> {
    1 / Double(dimension)...Self.bitLimit / Double(dimension)
  }

  /// The quantiser for a source with a density.
  ///
  /// The residual of the convergence is the last step's relative gain.
  ///
  /// - Precondition: the rate is one of ``rates``.
  /// - Complexity: some dozens of passes over the training vectors, 64 per codeword but at most 2^19; each costs a search of the
  ///   codebook's tree, on all cores. A second for 4096 codewords in four dimensions; beyond eight dimensions, where a tree is of
  ///   no help, some ten seconds for as many.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    precondition(rates.contains(rate.bits), "a rate out of the method's range")
    let size = Int(Double.exp2(Double(dimension) * rate.bits).rounded())
    var training = TrainingVectors(
      from: density, dimension: dimension, count: min(max(64 * size, 1 << 16), 1 << 19), seed: seed)
    var codewords = training.cells(
      codewords: [Double](repeating: density.mean, count: dimension), penalties: [0]
    ).centroid(0, dimension)
    var cells = training.cells(codewords: codewords, penalties: [0])
    var convergence = Convergence(iterationCount: 0, residual: 0, tolerance: 0)
    var stepCount = 0
    while codewords.count < size * dimension {
      let present = codewords.count / dimension
      split(&codewords, cells, by: min(present, size - present))
      let isLast = codewords.count == size * dimension
      // A growing codebook is trained on as many vectors per codeword as the final one.
      let part = isLast ? training.count : min(training.count, max(128 * present, 1 << 14))
      let tolerance = isLast ? (size > 1 << 10 ? 5e-4 : 1e-4) : 5e-3
      var error = Double.infinity
      for _ in 0..<(isLast ? 100 : 8) {
        cells = training.cells(
          codewords: codewords,
          penalties: [Double](repeating: 0, count: codewords.count / dimension), part: part)
        stepCount += 1
        let newError = cells.costs.reduce(0, +)
        let gain = (error - newError) / newError
        error = newError
        convergence = Convergence(
          iterationCount: stepCount, residual: gain.isFinite ? abs(gain) : 1, tolerance: tolerance)
        // Over-relaxation beyond the centroid while the gain is large: cells lag behind their codewords.
        centre(&codewords, cells, step: gain > 4 * tolerance ? 1.8 : 1)
        if convergence.isConverged { break }
      }
    }
    let penalties = [Double](repeating: 0, count: size)
    cells = training.cells(codewords: codewords, penalties: penalties)
    return Design(
      product: RatedQuantiser(
        quantiser: VectorQuantiser(
          codewords: codewords, penalties: penalties, blockLength: dimension),
        symbolProbabilities: [
          cells.counts.map { (Double($0) + 0.5) / (Double(training.count) + 0.5 * Double(size)) }
        ],
        fixedRatePerSample: .bits(Double.log2(Double(size)) / Double(dimension))),
      convergence: convergence)
  }

  /// Adds a copy of each of the worst codewords, both moved apart by a hundredth of their cell's spread along a component,
  /// cyclically.
  private func split(_ codewords: inout [Double], _ cells: TrainingVectors.Cells, by number: Int) {
    let worst = cells.costs.indices.sorted {
      cells.costs[$0] != cells.costs[$1] ? cells.costs[$0] > cells.costs[$1] : $0 < $1
    }
    for (rank, index) in worst.prefix(number).enumerated() {
      let component = rank % dimension
      let spread = (cells.costs[index] / Double(max(cells.counts[index], 1))).squareRoot()
      var copy = Array(codewords[index * dimension..<(index + 1) * dimension])
      copy[component] += 0.01 * spread
      codewords[index * dimension + component] -= 0.01 * spread
      codewords += copy
    }
  }

  /// Moves each codeword to the centroid of its cell, or by a multiple of that step, and those with an empty cell next to the
  /// worst ones.
  private func centre(
    _ codewords: inout [Double], _ cells: TrainingVectors.Cells, step: Double
  ) {
    let empty = cells.counts.indices.filter { cells.counts[$0] == 0 }
    for index in cells.counts.indices where cells.counts[index] > 0 {
      for d in index * dimension..<(index + 1) * dimension {
        codewords[d] += step * (cells.sums[d] / Double(cells.counts[index]) - codewords[d])
      }
    }
    guard !empty.isEmpty else { return }
    let worst = cells.costs.indices.sorted {
      cells.costs[$0] != cells.costs[$1] ? cells.costs[$0] > cells.costs[$1] : $0 < $1
    }
    for (index, donor) in zip(empty, worst) {
      let spread = (cells.costs[donor] / Double(max(cells.counts[donor], 1))).squareRoot()
      for d in 0..<dimension {
        codewords[index * dimension + d] = codewords[donor * dimension + d]
      }
      codewords[index * dimension + index % dimension] += 0.01 * spread
    }
  }
}
