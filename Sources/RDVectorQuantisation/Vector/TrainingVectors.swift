import RDCore
import RDQuantisers
import RDSources

/// The vectors that a codebook is trained on, and what its cells hold of them.
struct TrainingVectors {
  /// Components of a vector.
  package let dimension: Int

  /// How many vectors there are.
  package let count: Int

  /// Shape `[count * dimension]`.
  let components: [Double]

  /// The cell that each vector was put into last, from which the next search begins; shape `[count]`.
  private var places: [Int32]

  /// The cost of each vector there, shape `[count]`.
  private var costs: [Double]

  /// Blocks of stratified draws of a source.
  init(
    from density: any UnivariateDistribution, dimension: Int, count: Int, seed: SeedPath
  ) {
    let sliceCount = 1 << 16
    let rounds = (count * dimension + sliceCount - 1) / sliceCount
    let samples = Self.draw(density, sliceCount, rounds, seed["sample", "training"])
    self.dimension = dimension
    self.count = samples.count / dimension
    components = samples.dropLast(samples.count % dimension)
    places = [Int32](repeating: 0, count: self.count)
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

    /// The centre of a cell that is not empty.
    func centroid(_ index: Int, _ dimension: Int) -> [Double] {
      sums[index * dimension..<(index + 1) * dimension].map { $0 / Double(counts[index]) }
    }
  }

  /// Puts each vector into the cell of its codeword of least cost.
  ///
  /// - Parameters:
  ///   - codewords: shape `[N * dimension]`.
  ///   - penalties: shape `[N]`.
  ///   - part: how many of the vectors, the first ones; all of them without it.
  /// - Returns: what the cells hold.
  package mutating func cells(codewords: [Double], penalties: [Double], part: Int? = nil) -> Cells {
    let tree = CodebookTree(codewords: codewords, penalties: penalties, dimension: dimension)
    let count = min(part ?? count, count)
    let dimension = dimension
    components.withUnsafeBufferPointer { components in
      places.withUnsafeMutableBufferPointer { places in
        costs.withUnsafeMutableBufferPointer { costs in
          guard let vector = components.baseAddress, let place = places.baseAddress,
            let cost = costs.baseAddress
          else { return }
          // Each piece reads vectors and writes places and costs of its own range.
          nonisolated(unsafe) let (vectors, indices, least) = (vector, place, cost)
          concurrentPieces(of: count, size: 4096) { range in
            tree.findNearest(
              to: vectors + range.lowerBound * dimension, vectorCount: range.count,
              indices: indices + range.lowerBound, costs: least + range.lowerBound,
              areGuesses: true)
          }
        }
      }
    }
    // In the order of the vectors, so that sums are the same on any number of cores.
    var cells = Cells(
      counts: penalties.map { _ in 0 }, sums: codewords.map { _ in 0 },
      costs: penalties.map { _ in 0 })
    cells.sums.withUnsafeMutableBufferPointer { sums in
      components.withUnsafeBufferPointer { components in
        for vector in 0..<count {
          let index = Int(places[vector])
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

  /// Begins the next search with any codeword.
  mutating func forgetPlaces() {
    for vector in places.indices { places[vector] = 0 }
  }

  /// Keeps some of the codewords only, which get new numbers in this order.
  mutating func keep(_ kept: [Int], of count: Int) {
    var numbers = [Int32](repeating: 0, count: count)
    for (number, index) in kept.enumerated() { numbers[index] = Int32(number) }
    for vector in places.indices {
      let place = Int(places[vector])
      places[vector] = place < count ? numbers[place] : 0
    }
  }
}
