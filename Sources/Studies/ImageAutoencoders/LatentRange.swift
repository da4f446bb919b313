import RDCore
import RDExperiments

/// The values that a latent has over test images.
struct LatentRange {
  let latent: Int

  /// Its values, ascending, shape `[count]`.
  private let sorted: [Float]

  private let standardDeviation: Double

  /// The values of a latent.
  ///
  /// - Precondition: there is a vector.
  init(of latents: VectorBlock, _ latent: Int) {
    self.latent = latent
    sorted = stride(from: latent, to: latents.elements.count, by: latents.dimension)
      .map { latents.elements[$0] }.sorted()
    let centre = mean(sorted.map { Double($0) })
    standardDeviation =
      mean(sorted.map { (Double($0) - centre) * (Double($0) - centre) }).squareRoot()
  }

  /// The latents of largest variance, by descending standard deviation.
  ///
  /// - `latentCount`: the number of latents, which come first; the others are maps of skip connections.
  static func widest(
    of latents: VectorBlock, latentCount: Int, _ count: Int
  ) -> [LatentRange] {
    let ranges = (0..<latentCount).map { LatentRange(of: latents, $0) }
    let falling = ranges.sorted {
      ($0.standardDeviation, $1.latent) > ($1.standardDeviation, $0.latent)
    }
    return Array(falling.prefix(count))
  }

  var lowest: Double { Double(sorted[0]) }

  /// The greatest value less the least.
  var width: Double { Double(sorted[sorted.count - 1]) - lowest }

  /// The number that lies a fraction of the way from the least value to the greatest.
  func value(at share: Double) -> Double { lowest + share * width }

  /// The number that lies a fraction of the way from the 5 % of least values to the 5 % of greatest.
  func usualValue(at share: Double) -> Float {
    let last = Double(sorted.count - 1)
    let (low, high) = (sorted[Int(0.05 * last)], sorted[Int((0.95 * last).rounded(.up))])
    return low + Float(share) * (high - low)
  }
}
