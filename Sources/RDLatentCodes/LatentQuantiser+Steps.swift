import RDCore
import RDScalarQuantisation
import RDStreams
import RealModule

extension LatentQuantiser {
  /// Rounding to multiples of one step for all components, with the mean of each cell's training latents as its level.
  ///
  /// The cells are those that training latents reach; what lies beyond them belongs to the outermost. A component whose training latents
  /// all lie in one cell needs no bits.
  ///
  /// - Parameters:
  ///   - step: the width of the cells, positive, in units of the latents.
  ///   - latents: training latents, shape `[count, latentDimension]`.
  /// - Returns: the quantiser.
  /// - Precondition: no component takes more than 65,536 cells.
  package static func rounding(step: Double, for latents: VectorBlock) -> LatentQuantiser {
    steps(of: step, for: latents) { _ in }
  }

  /// Cells for an entropy code: those of ``rounding(step:for:)``, with thresholds moved to equal Lagrangian cost of the two neighbours.
  ///
  /// With the squared error `d`, the bits `-log2 p` that a cell of probability `p` takes and the slope `lambda` of distortion over
  /// rate at high rate, `6 lambda = ln 2 step^2`, a threshold lies where `d + lambda (-log2 p)` of both sides is equal; levels and probabilities
  /// follow, and thresholds again, `rounds` times. A cell without training latents is removed.
  ///
  /// - Parameters:
  ///   - step: the initial width of the cells, positive, in units of the latents.
  ///   - latents: training latents, shape `[count, latentDimension]`.
  ///   - rounds: the number of iterations.
  /// - Returns: the quantiser.
  /// - Precondition: no component takes more than 65,536 cells.
  ///
  /// > Source: [chou1989], in one dimension; the slope is that of [gish1968].
  package static func entropyConstrained(
    step: Double, for latents: VectorBlock, rounds: Int = 8
  ) -> LatentQuantiser {
    let slope = Double.log(2) * step * step / 6
    return steps(of: step, for: latents) { partition in
      for _ in 0..<rounds { partition.moveBorders(slope: slope) }
    }
  }

  /// ``entropyConstrained(step:for:rounds:)`` with a step in units of the root mean square of the latents' standard deviations, so that it means the same
  /// whatever scale a network has given them.
  ///
  /// - Parameters:
  ///   - relativeStep: the step, positive.
  ///   - latents: training latents, shape `[count, latentDimension]`, at least one.
  /// - Returns: the quantiser, and its step in units of the latents.
  /// - Precondition: no component takes more than 65,536 cells.
  package static func entropyConstrained(
    relativeStep: Double, for latents: VectorBlock
  ) -> (quantiser: LatentQuantiser, step: Double) {
    let d = latents.dimension
    var sums = [(first: Double, second: Double)](repeating: (0, 0), count: d)
    for (index, element) in latents.elements.enumerated() {
      sums[index % d].first += Double(element)
      sums[index % d].second += Double(element) * Double(element)
    }
    let count = Double(latents.count)
    let variance = sums.reduce(0) {
      $0 + max(0, $1.second / count - ($1.first / count) * ($1.first / count)) / Double(d)
    }
    // Latents that never vary need no bits at any step.
    let step = relativeStep * (variance > 0 ? variance.squareRoot() : 1)
    return (.entropyConstrained(step: step, for: latents), step)
  }

  private static func steps(
    of step: Double, for latents: VectorBlock, refine: (inout SteppedPartition) -> Void
  ) -> LatentQuantiser {
    precondition(step > 0 && step.isFinite)
    return LatentQuantiser(
      components: (0..<latents.dimension).map { c in
        let samples = stride(from: c, to: latents.elements.count, by: latents.dimension)
          .map { latents.elements[$0] }.sorted()
        guard !samples.isEmpty else { return .constant(0) }
        var partition = SteppedPartition(sorted: samples, step: step)
        refine(&partition)
        let thresholds = partition.thresholds
        guard !thresholds.isEmpty else {
          return .constant(Float(partition.levels[0]))
        }
        precondition(thresholds.count < 1 << 16, "the step is too narrow for 16-bit indices")
        return .quantised(ScalarQuantiser(thresholds: thresholds, levels: partition.levels))
      })
  }
}
