import RDCore
import RDSources
import RDTrellisQuantisation
import RealModule

/// The levels of a polar quantiser and the information that their bits carry, computed from the density, all in standard units.
///
/// With a level spacing of `2.07 (d (1 - d))^(1/2)`, offset by half a spacing from the mean, the output of a Gaussian source
/// keeps an equivocation of about one bit given the sample, and loses 0.001 dB against a continuous output. Other densities, such
/// as those whose best output is often 0, may do better with another spacing and offset: of several layouts, the one with the
/// least `rate + D / (2 d ln 2)` is taken.
package struct PolarAlphabet {
  /// How levels are laid out.
  private struct Layout {
    /// The level spacing, in units of `(d (1 - d))^(1/2)`.
    var ratio: Double

    /// The position of the first level above the mean, in spacings.
    var offset: Double
  }

  /// An output distribution and the layout that it belongs to.
  private struct Solution {
    let distortion: Double
    let grid: SourceGrid
    let output: OutputDistribution
  }

  /// The levels and their probabilities.
  package let output: OutputDistribution

  /// Half of the slope `-dD/dR` in nats, `d`.
  package let distortion: Double

  /// The prior soft bit of the first bit; exactly 0 where it is so small that it saves nothing.
  package let firstBias: Double

  /// The equivocation of the first bit given the sample, in bits.
  package let firstEquivocationBits: Double

  /// The equivocation of the second bit given the sample and the first bit, in bits.
  package let secondEquivocationBits: Double

  /// The alphabet for an information rate in bits per sample.
  package init(density: any UnivariateDistribution, rateBits: Double) {
    let usual = Layout(ratio: 2.07, offset: 0.5)
    var solution = Self.solve(density: density, rateBits: rateBits, layout: usual)
    // At high rates a density is flat over the range of an error, and all layouts are alike.
    if rateBits <= Self.layoutRateLimit {
      var least = Self.error(of: solution, atRateBits: rateBits) * (1 - Self.leastGain)
      for layout in Self.goodLayouts(density: density, rateBits: rateBits, like: solution) {
        let other = Self.solve(density: density, rateBits: rateBits, layout: layout)
        let error = Self.error(of: other, atRateBits: rateBits)
        if error < least { (least, solution) = (error, other) }
      }
    }
    output = solution.output
    distortion = solution.distortion
    let sums = Self.cosetProbabilities(of: solution.output)
    let bias = sums[0] + sums[2] - sums[1] - sums[3]
    firstBias = abs(bias) < Self.leastBias ? 0 : bias
    var equivocations = (first: 0.0, second: 0.0)
    for (point, mass) in zip(solution.grid.points, solution.grid.masses) {
      let (cosets, _) = Self.posterior(
        at: point, output: solution.output, distortion: solution.distortion)
      let odd = cosets[1] + cosets[3]
      let even = cosets[0] + cosets[2]
      equivocations.first += mass * Self.entropyBits(odd)
      if even > 0 { equivocations.second += mass * even * Self.entropyBits(cosets[2] / even) }
      if odd > 0 { equivocations.second += mass * odd * Self.entropyBits(cosets[1] / odd) }
    }
    firstEquivocationBits = equivocations.first
    secondEquivocationBits = equivocations.second
  }

  /// The probability of each coset of levels modulo 4.
  var cosetProbabilities: SIMD4<Double> { Self.cosetProbabilities(of: output) }

  private static func cosetProbabilities(of output: OutputDistribution) -> SIMD4<Double> {
    var sums = SIMD4<Double>.zero
    for (level, probability) in output.probabilities.enumerated() {
      sums[level & 3] += probability
    }
    return sums
  }

  /// The output of a layout whose mutual information is the rate: the slope is sought in a bracket.
  private static func solve(
    density: any UnivariateDistribution, rateBits: Double, layout: Layout
  ) -> Solution {
    let scale = density.standardDeviation
    // The Shannon lower bound, which is exact for a Gaussian source.
    let entropyPower =
      Double.exp2(2 * (density.differentialEntropy.bits - Double.log2(scale)))
      / (2 * .pi * Double.exp(1))
    let guess = max(min(entropyPower, 1), 1e-3) * Double.exp2(-2 * rateBits)
    func trial(_ logarithm: Double) -> (logarithm: Double, excess: Double, solution: Solution) {
      let solution = solution(
        density: density, rateBits: rateBits, distortion: Double.exp2(logarithm), layout: layout)
      return (logarithm, solution.output.informationBits - rateBits, solution)
    }
    var last = trial(Double.log2(guess))
    var best = last
    var low: (logarithm: Double, excess: Double)?
    var high: (logarithm: Double, excess: Double)?
    for _ in 0..<stepLimit where abs(best.excess) > tolerance {
      // More distortion is less information.
      if last.excess > 0 {
        low = (last.logarithm, last.excess)
      } else {
        high = (last.logarithm, last.excess)
      }
      var next = last.logarithm + 2 * max(-1, min(1, last.excess))
      if let low, let high {
        let width = high.logarithm - low.logarithm
        let share = low.excess / (low.excess - high.excess)
        next = low.logarithm + width * max(0.1, min(0.9, share))
      }
      last = trial(next)
      if abs(last.excess) < abs(best.excess) { best = last }
    }
    return best.solution
  }

  private static func solution(
    density: any UnivariateDistribution, rateBits: Double, distortion: Double, layout: Layout
  ) -> Solution {
    let spacing = layout.ratio * (distortion * max(1 - distortion, 0.1)).squareRoot()
    var levels = TrellisStart.levels(of: density, spacing: spacing, offset: layout.offset)
    // A residual index of one value would have no symbols.
    while levels.count < 8 {
      levels.insert(levels[0] - spacing, at: 0)
      levels.append(levels[levels.count - 1] + spacing)
    }
    let grid = SourceGrid(density: density, levels: levels)
    // The error of the probabilities converges the more slowly, the less information a sample gives.
    let iterationCount = Int(max(40, min(400, 100 / rateBits)))
    return Solution(
      distortion: distortion, grid: grid,
      output: OutputDistribution(
        source: grid, levels: levels, distortion: distortion, iterationCount: iterationCount))
  }

  /// The layouts of least cost `rate + D / (2 d ln 2)` at the slope of a solution.
  private static func goodLayouts(
    density: any UnivariateDistribution, rateBits: Double, like solution: Solution
  ) -> [Layout] {
    let offsets = density.isSymmetric ? [0.5, 0] : (0..<8).map { Double($0) / 8 }
    var costs: [(layout: Layout, cost: Double)] = []
    for ratio in ratios {
      for offset in offsets {
        let layout = Layout(ratio: ratio, offset: offset)
        let trial = Self.solution(
          density: density, rateBits: rateBits, distortion: solution.distortion, layout: layout)
        costs.append((layout, cost(of: trial)))
      }
    }
    return costs.sorted { $0.cost < $1.cost }.prefix(goodLayoutCount).map(\.layout)
  }

  /// The mean-square error of a solution, corrected for the difference between its rate and `rateBits`.
  private static func error(of solution: Solution, atRateBits rateBits: Double) -> Double {
    2 * solution.distortion * Double.log(2) * (cost(of: solution) - rateBits)
  }

  /// `rate + D / (2 d ln 2)` in bits.
  private static func cost(of solution: Solution) -> Double {
    zip(solution.grid.points, solution.grid.masses).reduce(0) { sum, cell in
      sum - cell.1
        * posterior(at: cell.0, output: solution.output, distortion: solution.distortion).logarithm
    }
  }

  /// The posterior probability of each coset, and the binary logarithm of the total weight `sum of p exp(-(x - y)^2 / (2 d))`.
  private static func posterior(
    at x: Double, output: OutputDistribution, distortion: Double
  ) -> (cosets: SIMD4<Double>, logarithm: Double) {
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
    let sum = sums.sum()
    return (
      sums / sum, Double.log2(sum) - nearest / (2 * distortion * Double.log(2))
    )
  }

  private static func entropyBits(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return 0 }
    return -p * Double.log2(p) - (1 - p) * Double.log2(1 - p)
  }

  private static var ratios: [Double] { (0..<17).map { 1.85 * Double.pow(1.03, Double($0)) } }

  /// The number of layouts that are examined more closely.
  private static var goodLayoutCount: Int { 4 }

  /// The fraction of the error that another layout must save to be taken: 0.01 dB.
  private static var leastGain: Double { 2.5e-3 }

  private static var layoutRateLimit: Double { 4 }

  /// With a smaller prior soft bit, a bit has an entropy within 1e-8 of one bit.
  private static var leastBias: Double { 1e-4 }

  private static var stepLimit: Int { 30 }

  /// In bits.
  private static var tolerance: Double { 2e-4 }
}
