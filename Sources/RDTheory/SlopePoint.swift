import RDCore
import RDNumerics
import RealModule

/// A point of the rate–distortion function of a discrete source at a slope, with its certificates.
package struct SlopePoint: Sendable {
  /// The slope `s = -dR/dD`, in nats per unit of distortion.
  package let slope: Double

  /// The mean distortion of the test channel.
  package let distortion: Double

  /// Bounds of `R(D)` at that distortion, in bits or nats per sample; the value is the upper one, the rate of the test channel.
  package let ratePerSample: Enclosure<Information>

  /// `L` in nats, such that `R(D) >= L - s D` for every distortion `D`.
  let intercept: Double

  /// The variance of the tilted information of the test channel, in squared nats.
  let tiltedVariance: Double

  /// The point of nearly optimal masses.
  ///
  /// - Parameters:
  ///   - slope: in nats per unit of distortion.
  ///   - probabilities: of the symbols, shape `[K]`.
  ///   - distortion: that of a symbol by a reproduction, each by its index.
  ///   - nearest: the distortion that those of a symbol are taken relative to in the kernel, shape `[K]`.
  ///   - program: the program with that kernel; a value that it leaves out counts as 0.
  ///   - solution: of the program.
  ///   - worst: the largest column sum over all reproductions, of which those of the program may be a part.
  init(
    slope: Double, probabilities: [Double], distortion: (Int, Int) -> Double, nearest: [Double],
    program: BandedProgram, solution: ReproductionSolution, worst: Double
  ) {
    let total = solution.masses.reduce(0, +)
    var potential = CompensatedSum()
    var mean = CompensatedSum()
    let tilted = probabilities.indices.map { x in
      slope * nearest[x] - Double.log(solution.normalisers[x] / total)
    }
    for x in probabilities.indices {
      var error = 0.0
      for k in program.offsets[x]..<program.offsets[x + 1] {
        let y = program.firstColumns[x] + k - program.offsets[x]
        error += solution.masses[y] * program.values[k] * distortion(x, y)
      }
      mean.add(probabilities[x] * error / solution.normalisers[x])
      potential.add(probabilities[x] * tilted[x])
    }
    var variance = CompensatedSum()
    for x in probabilities.indices {
      variance.add(
        probabilities[x] * (tilted[x] - potential.value) * (tilted[x] - potential.value))
    }
    self.slope = slope
    self.distortion = mean.value
    // The masses are divided by their sum, the column sums multiplied by it.
    intercept = potential.value - max(Double.log(worst * total), 0)
    let upper = max(potential.value - slope * mean.value, 0)
    let lower = min(max(intercept - slope * mean.value, 0), upper)
    ratePerSample = Enclosure(value: .nats(upper), lower: .nats(lower), upper: .nats(upper))
    tiltedVariance = variance.value
  }
}
