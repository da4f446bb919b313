import RealModule

/// The levels and code lengths of an entropy-coded trellis quantiser during training, in standard units.
struct TrainedCodebook {
  /// The levels, shape `[M]`.
  package private(set) var levels: [Double]

  /// The probability of each level within its union, shape `[M]`.
  private(set) var probabilities: [Double]

  /// The multiplier, in squared standard units per bit.
  var squaredErrorPerBit: Double { startingPrice * Double.exp2(priceExponent) }

  /// The code length of the symbols of the last pass under the probabilities estimated from them, in bits per sample.
  private(set) var rateBits = 0.0

  /// The mean-square error of the last pass.
  private(set) var meanSquaredError = 0.0

  /// The theoretical multiplier, in squared standard units per bit.
  private let startingPrice: Double

  /// The binary logarithm of the correction of the multiplier.
  private var priceExponent = 0.0

  /// The excess of the rate at the last correction, in bits.
  private var lastExcess: Double?

  /// The probabilities of the levels in their unions by theory, or by an earlier training, shape `[M]`.
  private var prior: [Double]

  /// The theoretical codebook.
  init(start: TrellisStart, code: TrellisCode) {
    levels = start.output.levels
    prior = Self.conditioned(start.output.probabilities)
    probabilities = prior
    // The slope of the rate–distortion curve, and that of a real trellis above it.
    startingPrice = 2 * Double.log(2) * start.distortion * (code.memory < 6 ? 1.1 : 1.05)
  }

  /// The code lengths that the encoder uses if they are not those of the probabilities, in bits, shape `[M]`.
  private var heldLengths: [Double]?

  /// The penalty of each level, in squared standard units, shape `[M]`.
  package var penalties: [Double] {
    (heldLengths ?? probabilities.map { -Double.log2($0) }).map { squaredErrorPerBit * $0 }
  }

  /// The codebook with the same levels and penalties, and the probabilities that they led to.
  func withProbabilities(of outcome: TrainedCodebook) -> TrainedCodebook {
    var copy = self
    copy.heldLengths = probabilities.map { -Double.log2($0) }
    copy.probabilities = outcome.probabilities
    return copy
  }

  /// The codebook with the same levels and lengths, and the multiplier times a power of two.
  func repriced(by exponent: Double) -> TrainedCodebook {
    var copy = self
    copy.heldLengths = heldLengths ?? probabilities.map { -Double.log2($0) }
    copy.priceExponent += exponent
    return copy
  }

  /// The codebook with its probabilities as the prior.
  func asPrior() -> TrainedCodebook {
    var copy = self
    copy.prior = probabilities
    return copy
  }

  /// Encodes samples and estimates the probabilities from the symbols; levels and lengths stay.
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

  /// The probabilities of the symbols in each context, shape `[2][M / 2]`.
  package var symbolProbabilities: [[Double]] {
    (0..<2).map { union in
      stride(from: union, to: probabilities.count, by: 2).map { probabilities[$0] }
    }
  }

  /// Encodes samples, then re-estimates levels and probabilities.
  package mutating func improve(on training: inout TrellisTraining, count: Int? = nil) {
    let statistics = training.encode(levels: levels, penalties: penalties, count: count)
    meanSquaredError = statistics.meanSquaredError
    levels = statistics.centroids(from: levels)
    takeProbabilities(from: statistics)
    heldLengths = nil
  }

  /// Corrects the multiplier for an excess of the rate.
  ///
  /// The lengths follow the multiplier only pass by pass, so its full effect is delayed: the correction is proportional to the
  /// excess extrapolated some passes ahead. At high rates the spacing determines the rate, and a multiplier that had to correct
  /// it would be far from its best value; so there it stays near that of the theory.
  mutating func correct(excessBits: Double) {
    let coming = excessBits + 2 * (excessBits - (lastExcess ?? excessBits))
    lastExcess = excessBits
    let reach = 0.3 + 4 * meanSquaredError
    priceExponent = max(
      -reach, min(reach, priceExponent + max(-0.5, min(0.5, 1.2 * coming))))
  }

  /// Each number as a fraction of the sum over its union.
  private static func conditioned(_ numbers: [Double]) -> [Double] {
    var sums = [0.0, 0.0]
    for (level, number) in numbers.enumerated() { sums[level % 2] += number }
    return numbers.enumerated().map { level, number in
      sums[level % 2] > 0 ? number / sums[level % 2] : 0
    }
  }

  /// Counts, plus a number of samples distributed as in the prior.
  private static func mixed(_ counts: [Double], prior: [Double], weight: Double) -> [Double] {
    conditioned(counts.indices.map { counts[$0] + weight * prior[$0] })
  }

  /// The weight of the prior in samples: the power of 4 with which each half of the training predicts the other best.
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
