internal import RDCore
internal import RDNumerics
public import RDSources

/// Designs the quantiser of least mean-square error with a given number of levels.
///
/// In it each level is the centroid of its cell and each threshold lies half-way between two levels. The result is the unique
/// optimum if the density is log-concave, else a local one.
///
/// > Source: [max1960]; [lloyd1982]; uniqueness [fleischer1964], [trushkin1982].
public struct LloydMax: QuantiserDesigner, Equatable {
  /// How many levels the quantiser gets.
  public let levelCount: Int

  /// A designer.
  ///
  /// - Precondition: `levelCount` is positive.
  public init(levelCount: Int) {
    precondition(levelCount > 0, "a quantiser needs a level")
    self.levelCount = levelCount
  }

  /// The quantiser for a density, by a damped Newton method from the Panter–Dite thresholds.
  ///
  /// Newton's step is taken as far as it lowers the residual, else a step of Lloyd's Method I. For a symmetric density the
  /// equations of one half are solved, which also makes the result exactly symmetric. The convergence counts steps;
  /// its residual is the largest distance of a threshold from the middle of its two levels, in units of the density's
  /// standard form.
  ///
  /// - Throws: ``DesignError/didNotConverge(method:levelCount:_:)`` at the iteration limit;
  ///   ``DesignError/emptyCell(index:levelCount:)``; ``DesignError/notResolved(levelCount:location:scale:)``.
  /// - Complexity: O(N) for each step, of which there are about ten.
  public func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let form = density.standardForm
    let centre = form.distribution.mean
    let start = PanterDite(density: form.distribution).thresholds(levelCount: levelCount)
    var thresholds: [Double]
    var levels: [Double]
    let convergence: Convergence
    if form.distribution.isSymmetric {
      let isOdd = levelCount % 2 == 1
      var equations = ThresholdEquations(
        density: form.distribution, lowerEnd: isOdd ? .mirrored(about: centre) : .fixed(centre),
        thresholds: Array(start.dropFirst(levelCount / 2)))
      convergence = try solve(&equations)
      // 0 - x, because -x would give the mirror image of 0 a sign.
      thresholds = equations.thresholds.reversed().map { 2 * centre - $0 }
      if !isOdd { thresholds.append(centre) }
      thresholds += equations.thresholds
      let upper = equations.centroids
      levels = upper.dropFirst(isOdd ? 1 : 0).reversed().map { 2 * centre - $0 } + upper
    } else {
      var equations = ThresholdEquations(
        density: form.distribution, lowerEnd: .open, thresholds: start)
      convergence = try solve(&equations)
      thresholds = equations.thresholds
      levels = equations.centroids
    }
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: thresholds, standardLevels: levels, location: form.location,
        scale: form.scale),
      convergence: convergence)
  }

  private static var iterationLimit: Int { 500 }

  /// Solves the equations to rounding: until the residual is within its tolerance and no step lowers it any more.
  private func solve<Density: UnivariateDistribution>(
    _ equations: inout ThresholdEquations<Density>
  ) throws(DesignError) -> Convergence {
    if let cell = equations.emptyCell { throw .emptyCell(index: cell, levelCount: levelCount) }
    // A threshold is known to half a unit in its last place, and its equation to a few of them.
    let largest = equations.thresholds.reduce(1) { max($0, abs($1)) }
    let tolerance = 16 * .ulpOfOne * largest
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

extension ThresholdEquations {
  /// Takes the longest of the Newton steps shortened by halves that lowers the residual.
  ///
  /// - Returns: whether there is one; if not, the thresholds are anywhere.
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
