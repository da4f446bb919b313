import RDCore
import RealModule

/// The optimal output distribution of a source on the levels of a codebook, at a slope of its R(D).
///
/// The output probabilities `p` solve `p[k] = E[q(k | X)]` with `q(k | x)` proportional to `p[k] exp(-(x - y[k])^2 / (2 d))`,
/// where `2 d` is the slope `-dD/dR` in nats; at high rates `d` is the distortion itself.
///
/// > Source: [blahut1972].
package struct OutputDistribution {
  /// The levels, ascending, in standard units, shape `[M]`.
  package let levels: [Double]

  /// The probability of each level, shape `[M]`.
  package let probabilities: [Double]

  /// The mutual information of source and output, in bits.
  package let informationBits: Double

  /// The equivocation of the output given the source, in bits.
  let equivocationBits: Double

  /// The output distribution on a codebook.
  ///
  /// - Parameters:
  ///   - source: the source on a fine grid.
  ///   - levels: ascending, shape `[M]`.
  ///   - distortion: `d`, above 0.
  ///   - iterationCount: number of Blahut's iterations; the lower the rate, the more are needed.
  /// - Complexity: O(grid) times the number of levels within some standard deviations of the error.
  package init(source: SourceGrid, levels: [Double], distortion: Double, iterationCount: Int = 30) {
    self.levels = levels
    // Beyond this many squared errors over 2 d, a level has less than 1e-13 of the weight of the nearest.
    let reach = 30.0
    var firsts: [Int] = []
    var offsets = [0]
    var kernel: [Double] = []
    var nearest = 0
    for x in source.points {
      while nearest + 1 < levels.count, abs(levels[nearest + 1] - x) <= abs(levels[nearest] - x) {
        nearest += 1
      }
      let least = Self.exponent(x, levels[nearest], distortion)
      var first = nearest
      while first > 0, Self.exponent(x, levels[first - 1], distortion) - least < reach {
        first -= 1
      }
      firsts.append(first)
      var level = first
      while level < levels.count {
        let exponent = Self.exponent(x, levels[level], distortion) - least
        if level > nearest, exponent >= reach { break }
        kernel.append(Double.exp(-exponent))
        level += 1
      }
      offsets.append(kernel.count)
    }

    var probabilities = [Double](repeating: 1 / Double(levels.count), count: levels.count)
    var next = probabilities
    for _ in 0..<iterationCount {
      for level in next.indices { next[level] = 0 }
      for (i, mass) in source.masses.enumerated() {
        let shift = firsts[i] - offsets[i]
        var sum = 0.0
        for index in offsets[i]..<offsets[i + 1] {
          sum += probabilities[index + shift] * kernel[index]
        }
        guard sum > 0 else { continue }
        let factor = mass / sum
        for index in offsets[i]..<offsets[i + 1] {
          next[index + shift] += factor * probabilities[index + shift] * kernel[index]
        }
      }
      let total = next.reduce(0, +)
      for level in next.indices { probabilities[level] = max(next[level] / total, Self.floor) }
    }
    self.probabilities = probabilities

    var information = 0.0
    var equivocation = 0.0
    for (i, mass) in source.masses.enumerated() {
      let shift = firsts[i] - offsets[i]
      var sum = 0.0
      for index in offsets[i]..<offsets[i + 1] {
        sum += probabilities[index + shift] * kernel[index]
      }
      for index in offsets[i]..<offsets[i + 1] {
        let ratio = kernel[index] / sum
        let conditional = probabilities[index + shift] * ratio
        guard conditional > 0 else { continue }
        information += mass * conditional * Double.log2(ratio)
        equivocation -= mass * conditional * Double.log2(conditional)
      }
    }
    informationBits = information
    equivocationBits = equivocation
  }

  /// The least probability of a level.
  package static var floor: Double { 1e-12 }

  private static func exponent(_ x: Double, _ y: Double, _ distortion: Double) -> Double {
    (x - y) * (x - y) / (2 * distortion)
  }
}
