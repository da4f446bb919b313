internal import RDCore
internal import RDSources

/// The vectors that a codebook is trained on, and what its cells hold of them.
struct TrainingVectors {
  /// Components of a vector.
  let dimension: Int

  /// How many vectors there are.
  let count: Int

  /// Shape `[count * dimension]`.
  let components: [Double]

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

  /// Puts each vector into the cell of its codeword of least cost, in the order of the vectors.
  func cells(codewords: [Double], penalties: [Double]) -> Cells {
    let tree = CodebookTree(codewords: codewords, penalties: penalties, dimension: dimension)
    var cells = Cells(
      counts: penalties.map { _ in 0 }, sums: codewords.map { _ in 0 },
      costs: penalties.map { _ in 0 })
    components.withUnsafeBufferPointer { components in
      guard let start = components.baseAddress else { return }
      for vector in 0..<count {
        let (index, cost) = tree.nearest(to: start + vector * dimension)
        cells.counts[index] += 1
        cells.costs[index] += cost
        for d in 0..<dimension {
          cells.sums[index * dimension + d] += start[vector * dimension + d]
        }
      }
    }
    return cells
  }
}
