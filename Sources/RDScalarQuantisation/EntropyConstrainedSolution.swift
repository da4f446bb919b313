import RDCore
import RDNumerics
import RDQuantisers
import RDSources

/// The entropy-constrained quantiser that a start leads to.
struct EntropyConstrainedSolution<Density: UnivariateDistribution> {
  /// The thresholds, shape `[N - 1]`.
  package let thresholds: [Double]

  /// The levels, shape `[N]`.
  package let levels: [Double]

  /// The mean-square error under the density that it was designed for, corrected to first order for the remaining error of the
  /// rate.
  package let error: Double

  package let convergence: Convergence

  private static var iterationLimit: Int { 40 }
  private static var sweepCount: Int { 12 }

  /// Solves the equations from a start to rounding.
  ///
  /// If required, a few sweeps smooth the start; cells that they empty are dropped. A Newton step is shortened until it lowers
  /// the residual; if that fails it is damped, and after that some more sweeps are made.
  ///
  /// - Throws: `DesignError/didNotConverge(method:levelCount:_:)`.
  init(
    start: EntropyConstrainedStart<Density>, density: Density, rate: Double, isSmoothed: Bool
  ) throws(DesignError) {
    let grid = ThresholdGrid(density: density)
    var equations = EntropyConstrainedEquations(
      density: density, lowerEnd: start.lowerEnd, thresholds: start.thresholds, slope: start.slope,
      rate: rate)
    var system = TridiagonalSystem(count: equations.thresholds.count)
    var iteration = 0
    func didNotConverge() -> DesignError {
      .didNotConverge(
        method: "The entropy-constrained design", levelCount: equations.thresholds.count + 1,
        Convergence(
          iterationCount: iteration, residual: equations.residual, tolerance: equations.tolerance))
    }
    if isSmoothed { try equations.sweep(count: Self.sweepCount, on: grid) }
    while true {
      guard !equations.thresholds.isEmpty else { throw didNotConverge() }
      guard iteration < Self.iterationLimit else {
        if equations.residual <= equations.tolerance { break }
        throw didNotConverge()
      }
      iteration += 1
      let isWithinTolerance = equations.residual <= equations.tolerance
      if system.diagonal.count != equations.thresholds.count {
        system = TridiagonalSystem(count: equations.thresholds.count)
      }
      if equations.takeNewtonStep(using: &system, isLast: isWithinTolerance) { continue }
      if isWithinTolerance { break }
      guard equations.residual.isFinite, isSmoothed else { throw didNotConverge() }
      try equations.sweep(count: Self.sweepCount, on: grid)
    }
    convergence = Convergence(
      iterationCount: iteration, residual: equations.residual, tolerance: equations.tolerance)
    let upper = equations.centroids
    switch start.lowerEnd {
    case .open:
      thresholds = equations.thresholds
      levels = upper
    case .fixed(let centre):
      thresholds =
        equations.thresholds.reversed().map { 2 * centre - $0 } + [centre] + equations.thresholds
      levels = upper.reversed().map { 2 * centre - $0 } + upper
    case .mirrored(let centre):
      thresholds = equations.thresholds.reversed().map { 2 * centre - $0 } + equations.thresholds
      levels = upper.dropFirst().reversed().map { 2 * centre - $0 } + upper
    }
    let performance = grid.performance(of: thresholds)
    error = performance.meanSquaredError + equations.slope * (performance.entropy - rate)
  }
}

extension EntropyConstrainedEquations {
  /// The residual that suffices; from there Newton's method continues to rounding.
  ///
  /// The conditions are of first order: at this residual the error exceeds the least one by its square.
  fileprivate var tolerance: Double { 1e-9 }

  /// Takes the longest of the Newton steps, shortened or damped, that lowers the residual.
  ///
  /// - Returns: whether there is one; if not, nothing has changed.
  fileprivate mutating func takeNewtonStep(
    using system: inout TridiagonalSystem, isLast: Bool
  ) -> Bool {
    let start = self
    for damping in isLast ? [0] : [0, 0.001, 0.01, 0.1, 1] {
      guard let step = try? newtonStep(damping: damping, using: &system) else { continue }
      var factor = largestFactor(for: step)
      for _ in 0..<(isLast ? 1 : 5) {
        self = start
        move(by: step, scaledBy: factor)
        if residual < start.residual { return true }
        // Where the costs are equal up to rounding, the rate may still improve.
        if isLast, residual <= tolerance, rateError < start.rateError / 2, start.rateError > 1e-14 {
          return true
        }
        factor /= 2
      }
    }
    self = start
    return false
  }

  /// Makes sweeps, and drops the cells that they leave without probability.
  fileprivate mutating func sweep(count: Int, on grid: ThresholdGrid<Density>) throws(DesignError) {
    for _ in 0..<count {
      guard residual.isFinite else {
        throw .emptyCell(index: 0, levelCount: thresholds.count + 1)
      }
      let step = sweepStep
      var moved = zip(thresholds, step.thresholds).map { $0 + $1 }
      var isOrdered = true
      for i in moved.indices.dropFirst() where moved[i] <= moved[i - 1] { isOrdered = false }
      if !isOrdered {
        // A cell both of whose ends moved past it has vanished.
        var kept: [Double] = []
        for threshold in moved where threshold > (kept.last ?? -.infinity) {
          kept.append(threshold)
        }
        moved = kept
      }
      let pruned = grid.pruned(moved, above: innermost)
      self = EntropyConstrainedEquations(
        density: density, lowerEnd: lowerEnd, thresholds: pruned, slope: slope, rate: rate)
    }
  }

  private var innermost: Double {
    switch lowerEnd {
    case .open: -.infinity
    case .fixed(let centre), .mirrored(let centre): centre
    }
  }
}
