import RDNetworks

/// The alphabet of a latent with its probabilities, for an entropy coder's model.
package struct LatentTable: Sendable, Equatable {
  package let lowest: Int32

  /// Their probabilities in ascending order, none of them 0, adding up to 1.
  package let probabilities: [Double]
  package var highest: Int32 { lowest + Int32(probabilities.count) - 1 }

  /// The weight of the learned distribution as a prior, in samples.
  private static let priorCount = 32.0

  /// A table of consecutive numbers.
  init(lowest: Int32, probabilities: [Double]) {
    self.lowest = lowest
    self.probabilities = probabilities
  }

  /// Whether the probabilities are positive and add up to 1, as those of a file should.
  var isDistribution: Bool {
    probabilities.allSatisfy { $0 > 0 } && abs(probabilities.reduce(0, +) - 1) < 1e-9
  }

  /// A table of consecutive numbers of equal probability.
  init(lowest: Int32, count: Int) {
    self.lowest = lowest
    probabilities = [Double](repeating: 1 / Double(count), count: count)
  }

  /// The table of a latent: relative frequencies of the numbers seen, with the learned distribution of the weight of a few counts.
  ///
  /// The frequencies are those of actual rounding, which the learned distribution has not seen if trained with noise; the latter alone
  /// covers rare values. The alphabet extends by one beyond the observed range on either side.
  ///
  /// - Parameters:
  ///   - numbers: the latent of each of many blocks; not empty.
  ///   - distribution: the learned distribution.
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
