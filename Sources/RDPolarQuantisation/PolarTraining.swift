import RDCore
import RDQuantisers
import RDSources
import RealModule

/// Samples on which the rate of a polar quantiser is measured.
struct PolarTraining {
  /// A design, and its rate on the samples.
  struct Trial {
    /// Levels and their probabilities.
    let alphabet: PolarAlphabet

    /// The factor of the encoder's slope.
    let slopeFactor: Double

    /// The rate on the samples, in bits per sample.
    fileprivate(set) var rateBits = 0.0
  }

  private let samples: [Double]
  private let exponent: Int
  private let listSize: Int

  /// Draws the samples, in standard units.
  init(density: any UnivariateDistribution, exponent: Int, listSize: Int, seed: SeedPath) {
    self.exponent = exponent
    self.listSize = listSize
    let count = 1 << (listSize > 32 ? 17 : 18)
    let mean = density.mean
    let scale = density.standardDeviation
    // Stratified, so that the rate is free of the noise of the samples' own information content.
    samples = StratifiedSample.draw(
      from: density, sliceCount: 1 << 14, roundCount: count >> 14, seed: seed["polar", "training"]
    ).map { ($0 - mean) / scale }
  }

  /// The rate of a design.
  func trial(_ alphabet: PolarAlphabet, slopeFactor: Double) -> Trial {
    var trial = Trial(alphabet: alphabet, slopeFactor: slopeFactor)
    let quantiser = trial.quantiser(exponent: exponent, listSize: listSize, location: 0, scale: 1)
    let bits = quantiser.symbolProbabilities.map { $0.map { -Double.log2($0) } }
    let symbols = quantiser.symbols(of: samples)
    var counts = bits.map { [Int](repeating: 0, count: $0.count) }
    for (symbol, context) in zip(symbols, quantiser.contexts(of: symbols)) {
      counts[Int(context)][Int(symbol)] += 1
    }
    for (counts, bits) in zip(counts, bits) {
      for (count, bits) in zip(counts, bits) { trial.rateBits += Double(count) * bits }
    }
    trial.rateBits /= Double(samples.count)
    return trial
  }
}

extension PolarTraining.Trial {
  /// The quantiser of the design.
  package func quantiser(
    exponent: Int, listSize: Int, location: Double, scale: Double
  ) -> PolarQuantiser {
    let cosets = alphabet.cosetProbabilities
    let output = alphabet.output
    let code = PolarCode(
      exponent: exponent,
      sentCounts: (
        Self.sentCount(1 - alphabet.firstEquivocationBits),
        Self.sentCount(1 - alphabet.secondEquivocationBits + Self.secondMargin)
      ),
      firstBias: Self.bias(1 + alphabet.firstBias, 1 - alphabet.firstBias),
      secondSoftBits: (Self.bias(cosets[0], cosets[2]), Self.bias(cosets[3], cosets[1])),
      levels: output.levels.map { location + scale * $0 })
    guard let code else {
      preconditionFailure("an alphabet has the levels and soft bits of a code")
    }
    return PolarQuantiser(
      code: code,
      residualProbabilities: (0..<4).map { coset in
        stride(from: coset, to: output.levels.count, by: 4).map {
          output.probabilities[$0] / cosets[coset]
        }
      },
      channel: PolarChannel(
        levels: output.levels, probabilities: output.probabilities,
        distortion: alphabet.distortion / slopeFactor),
      listSize: listSize, location: location, scale: scale)
  }

  /// The number of sent bits per 1024 samples.
  private static func sentCount(_ capacity: Double) -> Int {
    max(0, min(1024, Int(1024 * capacity)))
  }

  private static func bias(_ zero: Double, _ one: Double) -> Float {
    max(-PolarSoftBits.limit, min(PolarSoftBits.limit, Float((zero - one) / (zero + one))))
  }

  /// Second bits are sent slightly beyond their capacity: a bit whose prior is nearly certain costs next to nothing.
  private static var secondMargin: Double { 0.006 }
}
