import RDCore
import RDResults

/// Histograms of the latents of test images, before and after quantisation, in the same bins.
struct LatentHistograms {
  /// The columns of `histograms.csv` behind experiment and trial: latents as they are have no bits; a bin has its lower end and not its upper one, but for the last.
  static let columns: [Table.Column] = [
    "model", "latent", "bits", "lower", "upper", "count",
  ]

  /// The number of latents with a histogram: those of largest variance.
  private static let mostLatents = 3

  private static let binCount = 40

  /// The rows of a model.
  ///
  /// - `latentCount`: the number of latents, which come first among the `d` numbers.
  static func rows(
    _ latents: VectorBlock, latentCount: Int, quantised: [(bits: Int, latents: VectorBlock)],
    model: String
  ) -> [[Cell]] {
    let sets = [(bits: Int?.none, latents: latents)] + quantised.map { ($0.bits, $0.latents) }
    return LatentRange.widest(of: latents, latentCount: latentCount, mostLatents).sorted {
      $0.latent < $1.latent
    }.flatMap {
      range -> [[Cell]] in
      guard range.width > 0 else { return [] }
      return sets.flatMap { bits, latents -> [[Cell]] in
        var counts = [Int](repeating: 0, count: binCount)
        for position in stride(
          from: range.latent, to: latents.elements.count, by: latents.dimension)
        {
          let fraction = (Double(latents.elements[position]) - range.lowest) / range.width
          // A level may lie a little outside of what test latents reach.
          counts[min(max(Int(fraction * Double(binCount)), 0), binCount - 1)] += 1
        }
        return counts.enumerated().map { bin, count in
          [
            .text(model), .integer(range.latent), .optional(bits),
            .real(range.value(at: Double(bin) / Double(binCount))),
            .real(range.value(at: Double(bin + 1) / Double(binCount))), .integer(count),
          ]
        }
      }
    }
  }
}
