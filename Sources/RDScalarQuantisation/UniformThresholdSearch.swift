import RDCore
import RDNumerics
import RDSources
import RealModule

/// The search for uniform steps whose cells have a given entropy.
struct UniformThresholdSearch<Density: UnivariateDistribution> {
  package let density: Density
  package let grid: ThresholdGrid<Density>

  /// The phase of uniform steps: a threshold is `phase` steps above `anchor`.
  struct Position {
    let anchor: Double
    let phase: Double
  }

  /// The positions to try: a level and a threshold at the centre of a symmetric density; else four about the mean, and an integer
  /// number of cells from a finite end of the support.
  package var positions: [Position] {
    guard !density.isSymmetric else { return [0.5, 0].map(aboutMean) }
    let ends = [density.support.lower, density.support.upper].filter(\.isFinite)
    return ends.map { Position(anchor: $0, phase: 0) } + [0.5, 0, 0.25, 0.75].map(aboutMean)
  }

  private func aboutMean(_ phase: Double) -> Position {
    Position(anchor: density.mean, phase: phase)
  }

  /// Cells of uniform steps.
  package struct Solution {
    let step: Double

    /// Ascending; each cell between neighbours has positive probability.
    package let thresholds: [Double]

    let meanSquaredError: Double

    /// The fraction of the error that arises more than a step beyond the thresholds, where further cells should be.
    let shareOfErrorBeyond: Double

    /// `-dD/dH`, per nat, as the step varies.
    let slope: Double
  }

  /// Finds uniform steps of an entropy.
  ///
  /// - Parameters:
  ///   - rate: the entropy, in nats.
  ///   - position: the phase of the thresholds.
  ///   - tolerance: the relative accuracy of the step.
  /// - Returns: the cells, or `nil` if no step has that entropy in this position.
  package func solution(rate: Double, at position: Position, tolerance: Double) -> Solution? {
    func thresholds(_ step: Double) -> [Double] {
      grid.thresholds(step: step, anchor: position.anchor + position.phase * step)
    }
    func excess(_ logarithm: Double) -> Double {
      grid.performance(of: thresholds(Double.exp(logarithm))).entropy - rate
    }
    // At high rates the entropy is that of the density less the logarithm of the step.
    var upper = Double.log(4 * density.standardDeviation) - rate
    var lower = upper
    var width = 0.5
    while excess(upper) > 0 {
      lower = upper
      upper += width
      width *= 1.5
      guard upper < Double.log(density.standardDeviation) + 40 else { return nil }
    }
    width = 0.5
    while lower == upper || excess(lower) < 0 {
      lower -= width
      width *= 1.5
      guard lower > Double.log(density.standardDeviation) - rate - 40 else { return nil }
    }
    guard
      let root = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: tolerance).root(
        in: Interval(lower, upper), of: excess)
    else { return nil }
    let step = Double.exp(root.position)
    let found = thresholds(step)
    let here = grid.performance(of: found)
    // If the entropy jumps past the rate, no step has it.
    guard abs(here.entropy - rate) <= 0.1 * rate + 4 * tolerance else { return nil }
    let beside = grid.performance(of: thresholds(step * 1.001))
    let slope =
      (beside.meanSquaredError - here.meanSquaredError) / (here.entropy - beside.entropy)
    return Solution(
      step: step, thresholds: found, meanSquaredError: here.meanSquaredError,
      shareOfErrorBeyond: errorBeyond(found, step: step) / here.meanSquaredError,
      slope: slope.isFinite && slope > 0 ? slope : 2 * here.meanSquaredError)
  }

  /// The error that further steps at both ends would remove, in squared units of the density.
  private func errorBeyond(_ thresholds: [Double], step: Double) -> Double {
    guard let first = thresholds.first, let last = thresholds.last else { return 0 }
    let below = density.partialMoments(
      over: Interval(-.infinity, first - step), about: first - step / 2)
    let above = density.partialMoments(
      over: Interval(last + step, .infinity), about: last + step / 2)
    return below.second + above.second
  }
}
