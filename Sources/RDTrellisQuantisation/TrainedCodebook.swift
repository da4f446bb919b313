import RealModule

/// The levels and code lengths of an entropy-coded trellis quantiser while they are trained, in standard units.
struct TrainedCodebook {
  /// Shape `[M]`.
  package private(set) var levels: [Double]

  /// The probability of each level in its union, shape `[M]`.
  private(set) var probabilities: [Double]

  /// What a bit costs, in squared standard units.
  var squaredErrorPerBit: Double { startingPrice * Double.exp2(priceExponent) }

  /// The length of the symbols of the last pass under the probabilities that were taken from them, in bits per sample.
  private(set) var rateBits = 0.0

  /// The mean-square error of the last pass.
  private(set) var meanSquaredError = 0.0

  /// What a bit costs in theory, in squared standard units.
  private let startingPrice: Double

  /// The binary logarithm of what the price was corrected by.
  private var priceExponent = 0.0

  /// What the rate was too much by at the last correction, in bits.
  private var lastExcess: Double?

  /// The probabilities that theory, or a training before, gives the levels in their unions, shape `[M]`.
  private var prior: [Double]

  /// The codebook that theory gives.
  init(start: TrellisStart, code: TrellisCode) {
    levels = start.output.levels
    prior = Self.conditioned(start.output.probabilities)
    probabilities = prior
    // The slope of the rate-distortion curve, and of a real trellis above it.
    startingPrice = 2 * Double.log(2) * start.distortion * (code.memory < 6 ? 1.1 : 1.05)
  }

  /// The lengths that the encoder reckons with, if they are not those of the probabilities, in bits, shape `[M]`.
  private var heldLengths: [Double]?

  /// What each level costs besides its squared error, shape `[M]`.
  package var penalties: [Double] {
    (heldLengths ?? probabilities.map { -Double.log2($0) }).map { squaredErrorPerBit * $0 }
  }

  /// The same levels and penalties, with the probabilities that they were found to lead to.
  func withProbabilities(of outcome: TrainedCodebook) -> TrainedCodebook {
    var copy = self
    copy.heldLengths = probabilities.map { -Double.log2($0) }
    copy.probabilities = outcome.probabilities
    return copy
  }

  /// The same levels and lengths with the price of a bit times a power of two.
  func repriced(by exponent: Double) -> TrainedCodebook {
    var copy = self
    copy.heldLengths = heldLengths ?? probabilities.map { -Double.log2($0) }
    copy.priceExponent += exponent
    return copy
  }

  /// The same, with its probabilities in the place of those of the theory.
  func asPrior() -> TrainedCodebook {
    var copy = self
    copy.prior = probabilities
    return copy
  }

  /// Encodes samples and takes the probabilities from what came out; levels and lengths stay.
  mutating func observe(on training: inout TrellisTraining, count: Int? = nil) {
    let statistics = training.encode(levels: levels, penalties: penalties, count: count)
    meanSquaredError = statistics.meanSquaredError
    takeProbabilities(from: statistics)
  }

  private mutating func takeProbabilities(from statistics: TrellisTraining.Statistics) {
    probabilities = Self.mixed(
      levels.indices.map { statistics.count($0) }, prior: prior,
      weight: Self.priorWeight(counts: statistics.counts, prior: prior))
    rateBits = statistics.meanLength(probabilities.map { -Double.log2($0) })
  }

  /// The probabilities as a coder's contexts see them, shape `[2][M / 2]`.
  package var symbolProbabilities: [[Double]] {
    (0..<2).map { union in
      stride(from: union, to: probabilities.count, by: 2).map { probabilities[$0] }
    }
  }

  /// Encodes samples, then takes levels and probabilities from what came out.
  package mutating func improve(on training: inout TrellisTraining, count: Int? = nil) {
    let statistics = training.encode(levels: levels, penalties: penalties, count: count)
    meanSquaredError = statistics.meanSquaredError
    levels = statistics.centroids(from: levels)
    takeProbabilities(from: statistics)
    heldLengths = nil
  }

  /// Changes the price of a bit for a rate that is too high by some bits.
  ///
  /// The lengths follow the price only pass by pass, so its full effect shows late: the correction is in proportion to
  /// where the rate will be some passes on if it goes on as it does. At high rates it is the spacing that makes the rate,
  /// and a price that had to would end far from its best; so there it stays near that of the theory.
  mutating func correct(excessBits: Double) {
    let coming = excessBits + 2 * (excessBits - (lastExcess ?? excessBits))
    lastExcess = excessBits
    let reach = 0.3 + 4 * meanSquaredError
    priceExponent = max(
      -reach, min(reach, priceExponent + max(-0.5, min(0.5, 1.2 * coming))))
  }

  /// Each number as its share of the numbers of its union.
  private static func conditioned(_ numbers: [Double]) -> [Double] {
    var sums = [0.0, 0.0]
    for (level, number) in numbers.enumerated() { sums[level % 2] += number }
    return numbers.enumerated().map { level, number in
      sums[level % 2] > 0 ? number / sums[level % 2] : 0
    }
  }

  /// Counts, and a number of samples as theory would have them.
  private static func mixed(_ counts: [Double], prior: [Double], weight: Double) -> [Double] {
    conditioned(counts.indices.map { counts[$0] + weight * prior[$0] })
  }

  /// How many samples the theory is worth: the power of 4 with which each half of the training predicts the other best.
  private static func priorWeight(counts: [[Double]], prior: [Double]) -> Double {
    var best = (weight: 1.0, bits: Double.infinity)
    for power in 0...12 {
      let weight = Double(1 << (2 * power))
      var bits = 0.0
      for half in 0..<2 {
        let prediction = mixed(counts[half], prior: prior, weight: weight)
        for (count, probability) in zip(counts[1 - half], prediction) where count > 0 {
          bits -= count * Double.log2(probability)
        }
      }
      if bits < best.bits { best = (weight, bits) }
    }
    return best.weight
  }
}
