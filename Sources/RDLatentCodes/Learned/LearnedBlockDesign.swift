import RDCore
import RDQuantisers

extension RatedQuantiser {
  /// The quantiser that a trained code of blocks is, with tables of its latents.
  ///
  /// Noise in place of rounding does not tell a network where the integers lie; the grid of a latent then has a point on the median
  /// of its learned distribution, where most numbers are cheapest. With the search, numbers and tables are found in turns.
  ///
  /// - Parameters:
  ///   - model: the trained networks.
  ///   - samples: what tables are made from, shape `[blocks * n]`; not what is measured on.
  ///   - assignment: how the encoder chooses numbers.
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
    self.init(
      quantiser: LearnedBlockQuantiser(
        model: model, offsets: offsets, tables: current, assignment: assignment),
      symbolProbabilities: current.map(\.probabilities))
  }

  /// How often numbers are searched and tables made anew.
  private static let turnCount = 4
}
