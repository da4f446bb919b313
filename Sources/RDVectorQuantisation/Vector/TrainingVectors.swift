import RDCore
import RDQuantisers
import RDSources

/// The training vectors of a codebook, with their cells.
struct TrainingVectors {
  /// Components of a vector.
  package let dimension: Int

  /// Number of vectors.
  package let count: Int

  /// Shape `[count * dimension]`.
  let components: [Double]

  /// The last cell of each vector, from which the next search begins; shape `[count]`.
  private var cellIndices: [Int32]

  /// The cost of each vector in that cell, shape `[count]`.
  private var costs: [Double]

  /// Blocks of stratified draws from a source.
  init(
    from density: any UnivariateDistribution, dimension: Int, count: Int, seed: SeedPath
  ) {
    let sliceCount = 1 << 16
    let rounds = (count * dimension + sliceCount - 1) / sliceCount
    let samples = Self.draw(density, sliceCount, rounds, seed["sample", "training"])
    self.dimension = dimension
    self.count = samples.count / dimension
    components = samples.dropLast(samples.count % dimension)
    cellIndices = [Int32](repeating: 0, count: self.count)
    costs = [Double](repeating: 0, count: self.count)
  }

  private static func draw(
    _ density: some UnivariateDistribution, _ sliceCount: Int, _ rounds: Int, _ seed: SeedPath
  ) -> [Double] {
    StratifiedSample.draw(
      from: density, sliceCount: sliceCount, roundCount: rounds, seed: seed)
  }

  /// The cells of a codebook.
  struct Cells {
    /// Vectors in each cell, shape `[N]`.
    var counts: [Int]

    /// Their sums, shape `[N * dimension]`.
    var sums: [Double]

    /// The sum of the costs in each cell, shape `[N]`.
    var costs: [Double]

    /// The centroid of a non-empty cell.
    func centroid(_ index: Int, _ dimension: Int) -> [Double] {
      sums[index * dimension..<(index + 1) * dimension].map { $0 / Double(counts[index]) }
    }
  }

  /// Assigns each vector to the codeword of least cost.
  ///
  /// - Parameters:
  ///   - codewords: shape `[N * dimension]`.
  ///   - penalties: shape `[N]`.
  ///   - part: number of vectors used, the first ones; all of them if `nil`.
  /// - Returns: the statistics of the cells.
  package mutating func cells(codewords: [Double], penalties: [Double], part: Int? = nil) -> Cells {
    let tree = CodebookTree(codewords: codewords, penalties: penalties, dimension: dimension)
    let count = min(part ?? count, count)
    let dimension = dimension
    components.withUnsafeBufferPointer { components in
      cellIndices.withUnsafeMutableBufferPointer { cellIndices in
        costs.withUnsafeMutableBufferPointer { costs in
          guard let vector = components.baseAddress, let cellIndex = cellIndices.baseAddress,
            let cost = costs.baseAddress
          else { return }
          // Each piece reads vectors and writes cells and costs of its own range.
          nonisolated(unsafe) let (vectors, indices, least) = (vector, cellIndex, cost)
          concurrentPieces(of: count, size: 4096) { range in
            tree.findNearest(
              to: vectors + range.lowerBound * dimension, vectorCount: range.count,
              indices: indices + range.lowerBound, costs: least + range.lowerBound,
              areGuesses: true)
          }
        }
      }
    }
    // In the order of the vectors, so that sums do not depend on the number of cores.
    var cells = Cells(
      counts: penalties.map { _ in 0 }, sums: codewords.map { _ in 0 },
      costs: penalties.map { _ in 0 })
    cells.sums.withUnsafeMutableBufferPointer { sums in
      components.withUnsafeBufferPointer { components in
        for vector in 0..<count {
          let index = Int(cellIndices[vector])
          cells.counts[index] += 1
          cells.costs[index] += costs[vector]
          for d in 0..<dimension {
            sums[index * dimension + d] += components[vector * dimension + d]
          }
        }
      }
    }
    return cells
  }

  /// Begins the next search without initial codewords.
  mutating func forgetCells() {
    for vector in cellIndices.indices { cellIndices[vector] = 0 }
  }

  /// Keeps some of the codewords only, which are renumbered in this order.
  mutating func keep(_ kept: [Int], of count: Int) {
    var numbers = [Int32](repeating: 0, count: count)
    for (number, index) in kept.enumerated() { numbers[index] = Int32(number) }
    for vector in cellIndices.indices {
      let cell = Int(cellIndices[vector])
      cellIndices[vector] = cell < count ? numbers[cell] : 0
    }
  }
}
