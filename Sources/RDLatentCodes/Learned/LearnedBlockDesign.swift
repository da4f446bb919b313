import RDCore
import RDQuantisers

extension RatedQuantiser {
  /// The quantiser of a trained code of blocks, with tables of its latents.
  ///
  /// Training with noise does not fix the offset of the integers; the grid of a latent then has a point on the median
  /// of its learned distribution, where most numbers are cheapest. With the search, numbers and tables are found in turns.
  ///
  /// - Parameters:
  ///   - model: the trained networks.
  ///   - samples: training samples of the tables, shape `[blocks * n]`, disjoint from the test samples.
  ///   - assignment: the quantisation rule of the encoder.
  package init(
    learned model: BlockCodeModel, tablesFrom samples: [Double], assignment: BlockAssignment
  ) {
    let n = model.architecture.blockLength
    let offsets = model.distributions.map { distribution -> Float in
      guard model.architecture.surrogate == .additiveNoise else { return 0 }
      let median = distribution.median
      return Float(median - median.rounded())
    }
    let encoder = BlockEncoder(model, offsets: offsets)
    func tables(of numbers: [Int32]) -> [LatentTable] {
      (0..<n).map { column in
        LatentTable(
          numbers: stride(from: column, to: numbers.count, by: n).map { numbers[$0] },
          distribution: model.distributions[column], offset: offsets[column])
      }
    }
    var current = tables(
      of: encoder.numbers(of: samples, assignment: .nearest, tables: []))
    if assignment == .search {
      for _ in 0..<Self.turnCount {
        current = tables(
          of: encoder.numbers(of: samples, assignment: .search, tables: current))
      }
    }
    self =
      LearnedBlockQuantiser(
        model: model, offsets: offsets, tables: current, assignment: assignment
      ).rated
  }

  /// The number of alternations of search and tables.
  private static let turnCount = 4
}
