internal import RDCore
internal import RDSources
internal import RealModule

/// The levels of a polar quantiser and what their bits are worth, computed from the density, all in standard units.
///
/// Levels are spaced such that as much is left to choose of the best output, when the source is known, as for a Gaussian source of the same rate and
/// levels `2.07 (D (1 - D))^(1/2)` apart: about one bit. The first bit of a level then is all but a coin
/// that the sample tells little of, and what two levels of bits lose against a continuous output is 0.001 dB.
struct PolarAlphabet {
  /// The levels and their probabilities.
  let output: OutputDistribution

  /// Half of the slope `-dD/dR` in nats.
  let distortion: Double

  /// What is left to know of the first bit when the sample is known, in bits.
  let firstEquivocationBits: Double

  /// What is left to know of the second bit when the sample and the first bit are known, in bits.
  let secondEquivocationBits: Double

  /// The alphabet for a rate of information in bits per sample.
  init(density: any UnivariateDistribution, rateBits: Double) {
    let gaussian = Gaussian()
    let error = Double.exp2(-2 * rateBits)
    var spacing = 2.07 * (error * (1 - error)).squareRoot()
    let reference = Self.output(
      density: gaussian, spacing: spacing, distortion: error, rateBits: rateBits
    ).output.equivocationBits
    let scale = density.standardDeviation
    // The Shannon lower bound, which is exact for a Gaussian source.
    let entropyPower =
      Double.exp2(2 * (density.differentialEntropy.bits - Double.log2(scale)))
      / (2 * .pi * Double.exp(1))
    var distortion = max(min(entropyPower, 1), 1e-3) * error
    var (grid, output) = Self.output(
      density: density, spacing: spacing, distortion: distortion, rateBits: rateBits)
    for _ in 0..<Self.stepLimit {
      let excess = output.informationBits - rateBits
      let surplus = output.equivocationBits - reference
      if abs(excess) < 2e-4, abs(surplus) < 5e-3 { break }
      distortion *= Double.exp2(2 * max(-1, min(1, excess)))
      spacing *= Double.exp2(max(-0.5, min(0.5, surplus)))
      (grid, output) = Self.output(
        density: density, spacing: spacing, distortion: distortion, rateBits: rateBits)
    }
    self.output = output
    self.distortion = distortion
    var equivocations = (first: 0.0, second: 0.0)
    for (point, mass) in zip(grid.points, grid.masses) {
      let cosets = Self.cosets(of: point, output: output, distortion: distortion)
      let odd = cosets[1] + cosets[3]
      equivocations.first += mass * Self.entropyBits(odd)
      equivocations.second += mass * (1 - odd) * Self.entropyBits(cosets[2] / max(1 - odd, 1e-300))
      equivocations.second += mass * odd * Self.entropyBits(cosets[1] / max(odd, 1e-300))
    }
    firstEquivocationBits = equivocations.first
    secondEquivocationBits = equivocations.second
  }

  /// The probability of each coset of levels modulo 4.
  var cosetProbabilities: SIMD4<Double> {
    var sums = SIMD4<Double>.zero
    for (level, probability) in output.probabilities.enumerated() {
      sums[level & 3] += probability
    }
    return sums
  }

  private static var stepLimit: Int { 30 }

  private static func output(
    density: any UnivariateDistribution, spacing: Double, distortion: Double, rateBits: Double
  ) -> (grid: SourceGrid, output: OutputDistribution) {
    let levels = TrellisStart.levels(of: density, spacing: spacing)
    let grid = SourceGrid(density: density, levels: levels)
    // The error of the probabilities shrinks the slower, the less a sample tells.
    let iterationCount = Int(max(40, min(400, 40 / rateBits)))
    return (
      grid,
      OutputDistribution(
        source: grid, levels: levels, distortion: distortion, iterationCount: iterationCount)
    )
  }

  /// The posterior probability of each coset.
  private static func cosets(
    of x: Double, output: OutputDistribution, distortion: Double
  ) -> SIMD4<Double> {
    var low = 0
    var high = output.levels.count
    while low < high {
      let middle = (low + high) / 2
      if output.levels[middle] < x { low = middle + 1 } else { high = middle }
    }
    let range = max(0, low - 40)..<min(output.levels.count, low + 40)
    let nearest = range.map { (output.levels[$0] - x) * (output.levels[$0] - x) }.min() ?? 0
    var sums = SIMD4<Double>.zero
    for level in range {
      let square = (output.levels[level] - x) * (output.levels[level] - x)
      sums[level & 3] +=
        output.probabilities[level] * Double.exp((nearest - square) / (2 * distortion))
    }
    return sums / sums.sum()
  }

  private static func entropyBits(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return 0 }
    return -p * Double.log2(p) - (1 - p) * Double.log2(1 - p)
  }
}
