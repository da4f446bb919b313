import RDCore
import RDNumerics
import RDQuantisers
import RDSources

/// Designs the quantiser of least mean-square error with a given number of levels.
///
/// Each level is the centroid of its cell and each threshold the midpoint of two levels. If the density is log-concave, only one
/// quantiser satisfies this. Else the best partition of a fine grid leads to the global optimum, unless there are more than some
/// hundred levels: for these the Panter–Dite thresholds suffice, as they are and moved so that a peak of the density, which wants a
/// level of its own, lies within a cell. Of optima with the same error, such as mirror images, always the same one is taken.
///
/// > Source: [max1960]; [lloyd1982]; uniqueness [fleischer1964], [trushkin1982].
public struct LloydMax: QuantiserDesigner, Equatable {
  /// Number of levels.
  public let levelCount: Int

  /// A designer of quantisers with a given number of levels.
  ///
  /// - Precondition: `levelCount` is positive.
  public init(levelCount: Int) {
    precondition(levelCount > 0, "a quantiser needs a level")
    self.levelCount = levelCount
  }

  /// The quantiser for a density, by a damped Newton method.
  ///
  /// It starts from the Panter–Dite thresholds and, if the density is not log-concave, also from the best partition of a grid. A
  /// Newton step is shortened until it lowers the residual, else replaced by a step of Lloyd's Method I. For a symmetric density
  /// the equations of one half are solved, which also makes the result exactly symmetric. The convergence counts steps; its
  /// residual is the largest distance of a threshold from the midpoint of its two levels, in units of the density's standard
  /// form; for a tail that may be heavy, relative to the threshold if that is farther out than a standard deviation.
  ///
  /// - Throws: `DesignError/didNotConverge(method:levelCount:_:)` at the iteration limit;
  ///   `DesignError/emptyCell(index:levelCount:)`; `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: O(N) per step, about ten steps; the best partition takes about 2^18 operations more.
  public func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let form = density.standardForm
    let source = form.distribution
    let companding = PanterDite(density: source)
    let start = companding.thresholds(levelCount: levelCount)
    var best: Solution?
    var failure: DesignError?
    func consider(_ solve: () throws(DesignError) -> Solution) {
      do {
        let solution = try solve()
        // Optima whose errors differ only by rounding are ranked by their order.
        if solution.error < (best?.error ?? .infinity) * (1 - 1e-12) { best = solution }
      } catch {
        failure = failure ?? error
      }
    }
    if source.isSymmetric {
      consider { () throws(DesignError) in try symmetricSolution(for: source, from: start) }
    } else {
      consider { () throws(DesignError) in try solution(for: source, from: start) }
    }
    if !source.isLogConcave {
      let tilts = source.isSymmetric ? [0, 0.02, 0.1] : [0, 0.02, -0.02, 0.1, -0.1]
      var starts = tilts.compactMap {
        DensityPartition(density: source, levelCount: levelCount, tilt: $0)?.thresholds
      }
      if starts.isEmpty, let peak = source.highestBreakpoint {
        starts = (source.isSymmetric ? [.down] : [.down, .up]).map {
          companding.thresholds(levelCount: levelCount, centre: peak, rounding: $0)
        }
      }
      for start in starts {
        consider { () throws(DesignError) in try solution(for: source, from: start) }
      }
    }
    guard let best else {
      throw failure ?? .emptyCell(index: 0, levelCount: levelCount)
    }
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: best.thresholds, standardLevels: best.levels, location: form.location,
        scale: form.scale),
      convergence: best.convergence)
  }

  /// A solution of the optimality conditions, in the units of a standard form.
  private struct Solution {
    package let thresholds: [Double]
    package let levels: [Double]
    let convergence: Convergence

    /// The mean-square error; 0 if there is no choice to make.
    let error: Double
  }

  /// The solution that a start leads to.
  private func solution<Density: UnivariateDistribution>(
    for source: Density, from start: [Double]
  ) throws(DesignError) -> Solution {
    var equations = ThresholdEquations(density: source, lowerEnd: .open, thresholds: start)
    let convergence = try solve(&equations)
    return solution(
      for: source, thresholds: equations.thresholds, levels: equations.centroids,
      convergence: convergence)
  }

  /// The solution that is symmetric about the mean.
  private func symmetricSolution<Density: UnivariateDistribution>(
    for source: Density, from start: [Double]
  ) throws(DesignError) -> Solution {
    let centre = source.mean
    let isOdd = levelCount % 2 == 1
    var equations = ThresholdEquations(
      density: source, lowerEnd: isOdd ? .mirrored(about: centre) : .fixed(centre),
      thresholds: Array(start.dropFirst(levelCount / 2)))
    let convergence = try solve(&equations)
    // 0 - x, because -x would give the mirror image of 0 a sign.
    var thresholds = equations.thresholds.reversed().map { 2 * centre - $0 }
    if !isOdd { thresholds.append(centre) }
    thresholds += equations.thresholds
    let upper = equations.centroids
    let levels = upper.dropFirst(isOdd ? 1 : 0).reversed().map { 2 * centre - $0 } + upper
    return solution(
      for: source, thresholds: thresholds, levels: levels, convergence: convergence)
  }

  private func solution<Density: UnivariateDistribution>(
    for source: Density, thresholds: [Double], levels: [Double], convergence: Convergence
  ) -> Solution {
    Solution(
      thresholds: thresholds, levels: levels, convergence: convergence,
      error: source.isLogConcave
        ? 0
        : ScalarQuantiser(thresholds: thresholds, levels: levels).meanSquaredError(under: source))
  }

  private static var iterationLimit: Int { 500 }

  /// Solves the equations to rounding: until the residual is within its tolerance and no step lowers it any more.
  private func solve<Density: UnivariateDistribution>(
    _ equations: inout ThresholdEquations<Density>
  ) throws(DesignError) -> Convergence {
    if let cell = equations.emptyCell { throw .emptyCell(index: cell, levelCount: levelCount) }
    let tolerance = equations.roundingLimit
    var system = TridiagonalSystem(count: equations.thresholds.count)
    for iteration in 0..<Self.iterationLimit {
      let best = equations
      let isWithinTolerance = best.residual <= tolerance
      if !equations.takeNewtonStep(using: &system, halvings: isWithinTolerance ? 0 : 8) {
        equations = best
        if isWithinTolerance {
          return Convergence(
            iterationCount: iteration, residual: best.residual, tolerance: tolerance)
        }
        let step = equations.lloydStep
        equations.move(by: step, scaledBy: equations.largestFactor(for: step))
        if let cell = equations.emptyCell {
          throw .emptyCell(index: cell, levelCount: levelCount)
        }
      }
    }
    throw .didNotConverge(
      method: "The Lloyd-Max design", levelCount: levelCount,
      Convergence(
        iterationCount: Self.iterationLimit, residual: equations.residual, tolerance: tolerance))
  }
}

extension UnivariateDistribution {
  /// The breakpoint within the support with the greatest density.
  fileprivate var highestBreakpoint: Double? {
    breakpoints.filter { support.lower < $0 && $0 < support.upper }
      .max { density(at: $0) < density(at: $1) }
  }
}

extension ThresholdEquations {
  /// Takes the longest Newton step, halved repeatedly, that lowers the residual.
  ///
  /// - Returns: whether there is one; if not, the thresholds are undefined.
  fileprivate mutating func takeNewtonStep(
    using system: inout TridiagonalSystem, halvings: Int
  ) -> Bool {
    guard let step = try? newtonStep(using: &system) else { return false }
    let start = self
    var factor = largestFactor(for: step)
    for _ in 0...halvings {
      self = start
      move(by: step, scaledBy: factor)
      if residual < start.residual { return true }
      factor /= 2
    }
    return false
  }
}
