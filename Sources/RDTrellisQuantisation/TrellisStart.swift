import RDCore
import RDSources
import RealModule

/// The initial codebook of entropy-coded trellis quantisation: uniform levels, their probabilities, and a slope, computed from
/// the density.
///
/// A trellis code determines one bit of each output. So the level spacing is such that the best output on the levels has an
/// equivocation of one bit given the source.
package struct TrellisStart {
  /// The levels and their probabilities, in standard units.
  package let output: OutputDistribution

  /// Half of the slope `-dD/dR` in nats, in standard units: at high rates the distortion.
  package let distortion: Double

  /// The start for a rate in bits per sample.
  init(density: any UnivariateDistribution, rateBits: Double) {
    let scale = density.standardDeviation
    // The Shannon lower bound, which is exact for a Gaussian source.
    let entropyPower =
      Double.exp2(2 * (density.differentialEntropy.bits - Double.log2(scale)))
      / (2 * .pi * Double.exp(1))
    var distortion = max(min(entropyPower, 1), 1e-3) * Double.exp2(-2 * rateBits)
    var spacing = 2.07 * (distortion * (1 - distortion)).squareRoot()
    var output = Self.output(density: density, spacing: spacing, distortion: distortion)
    for _ in 0..<Self.stepLimit {
      let excess = output.informationBits - rateBits
      let surplus = output.equivocationBits - 1
      if abs(excess) < 1e-3, abs(surplus) < 1e-2 { break }
      distortion *= Double.exp2(2 * max(-1, min(1, excess)))
      spacing *= Double.exp2(max(-0.5, min(0.5, surplus)))
      output = Self.output(density: density, spacing: spacing, distortion: distortion)
    }
    self.output = output
    self.distortion = distortion
  }

  private static var stepLimit: Int { 24 }

  private static func output(
    density: any UnivariateDistribution, spacing: Double, distortion: Double
  ) -> OutputDistribution {
    let levels = levels(of: density, spacing: spacing)
    return OutputDistribution(
      source: SourceGrid(density: density, levels: levels), levels: levels, distortion: distortion)
  }

  /// Uniform levels, half a step from the mean or at a given offset, that thin out in the tails.
  ///
  /// Where a fraction `P` of the probability is left, the spacing grows by `(2e-5 / P)^(1/2)`: the distortion, which is
  /// proportional to its square, grows by a fraction of 2e-5 for each factor e of the tail, in total 0.002 dB down to 1e-15. If
  /// there are still too many levels, as for heavy tails at high rates, they thin out nearer to the mean.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - spacing: of the levels near the mean, in standard units.
  ///   - offset: position of the first level above the mean, in spacings, 0 to 1.
  /// - Returns: ascending levels, a multiple of 4 in number.
  package static func levels(
    of density: any UnivariateDistribution, spacing: Double, offset: Double = 0.5
  ) -> [Double] {
    let mean = density.mean
    let scale = density.standardDeviation
    func side(_ direction: Double, offset: Double) -> [Double] {
      var thinnedFraction = 2e-5
      var spacing = spacing
      while true {
        var levels = [direction * spacing * offset]
        var step = spacing
        while levels.count < levelLimit {
          let position = mean + scale * levels[levels.count - 1]
          let mass = direction > 0 ? density.survival(position) : density.cumulative(position)
          guard mass > 1e-15 else { return levels }
          step = max(spacing, min(spacing * (thinnedFraction / mass).squareRoot(), 2 * step))
          levels.append(levels[levels.count - 1] + direction * step)
        }
        if thinnedFraction < 0.1 { thinnedFraction *= 4 } else { spacing *= 2 }
      }
    }
    let isMirrored = density.isSymmetric && offset == 0.5
    var upper = side(1, offset: offset)
    var lower = isMirrored ? upper.map { -$0 } : side(-1, offset: 1 - offset)
    while upper.count < 2 || !(upper.count + lower.count).isMultiple(of: 4) {
      upper.append(upper[upper.count - 1] + spacing)
      if isMirrored { lower.append(-upper[upper.count - 1]) }
    }
    return lower.reversed() + upper
  }

  /// The greatest number of levels on either side of the mean, for the resolution of a coder's model.
  private static var levelLimit: Int { 2000 }
}
