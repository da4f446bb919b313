import RDNetworks

/// The integers that a latent may be, with their probabilities: what an entropy coder's model of it is made from.
package struct LatentTable: Sendable, Equatable {
  package let lowest: Int32

  /// Their probabilities in ascending order, none of them 0, adding up to 1.
  package let probabilities: [Double]
  package var highest: Int32 { lowest + Int32(probabilities.count) - 1 }

  /// The weight of the learned distribution beside the numbers seen, in samples.
  private static let priorCount = 32.0

  /// The table of a latent: relative frequencies of the numbers seen, with the learned distribution as if it had been seen a few times.
  ///
  /// The frequencies are those of real rounding, which the learned distribution has not seen where noise stood for it; the latter alone
  /// knows of what is rare. One number more than was seen is taken on either side.
  ///
  /// - Parameters:
  ///   - numbers: the latent of each of many blocks; not empty.
  ///   - distribution: as it was learned.
  ///   - offset: what is added to the numbers to give latents.
  init(numbers: [Int32], distribution: LogisticMixture, offset: Float) {
    let least = (numbers.min() ?? 0) - 1
    let greatest = (numbers.max() ?? 0) + 1
    var weights = (least...greatest).map { number in
      let centre = Double(number) + Double(offset)
      return Self.priorCount
        * max(1e-9, distribution.probability(from: centre - 0.5, to: centre + 0.5))
    }
    for number in numbers { weights[Int(number - least)] += 1 }
    let sum = weights.reduce(0, +)
    lowest = least
    probabilities = weights.map { $0 / sum }
  }
}
