import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// Designs the uniform quantiser about the mean of least mean-square error.
///
/// > Source: [max1960], which also treats equal spacing.
package struct UniformOptimal: QuantiserDesigner, Equatable {
  /// Number of levels.
  package let levelCount: Int

  /// - Precondition: `levelCount` is at least 2.
  package init(levelCount: Int) {
    precondition(levelCount >= 2, "a step needs two levels")
    self.levelCount = levelCount
  }

  /// The quantiser for a density: the zero of the derivative of its error by the step.
  ///
  /// From too small a step the derivative is followed to its first change of sign, then Brent's method continues to rounding. For
  /// a unimodal density this is the least minimum.
  ///
  /// - Throws: `DesignError/didNotConverge(method:levelCount:_:)`;
  ///   `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: about fifteen passes over the N cells.
  package func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let form = density.standardForm
    let source = form.distribution
    let located = try bestStep(for: source)
    return Design(
      product: try .uniform(
        levelCount: levelCount, step: form.scale * located.position,
        centre: form.location + form.scale * source.mean),
      convergence: located.convergence)
  }

  /// The quantiser for samples: the least of a scan of steps, refined by Brent's method.
  ///
  /// The error of samples is not a smooth function of the step; the least minimum of the scan is taken.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)`.
  /// - Complexity: about 130 passes over the n samples.
  package func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let meanSquaredError = { (step: Double) in
      Self.meanSquaredError(of: samples, levelCount: levelCount, step: step)
    }
    let reach = max(samples.support.upper - samples.mean, samples.mean - samples.support.lower)
    let largest = 2 * reach / Double(levelCount - 1)
    let smallest = min(samples.standardDeviation / Double(levelCount), largest / 2)
    let ratio = Double.pow(largest / smallest, 1 / Double(Self.scanCount))
    let scan = (0...Self.scanCount).map { smallest * Double.pow(ratio, Double($0)) }
    let errors = scan.map(meanSquaredError)
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    var located = LocatedPoint(
      position: scan[best],
      convergence: Convergence(
        iterationCount: 0, residual: scan[best] * (ratio - 1), tolerance: scan[best] * (ratio - 1)))
    // A scan whose minimum is at its end, or is equal to a neighbour, brackets nothing and is taken as it is.
    let bracket = Interval(scan[best] / ratio, scan[best] * ratio)
    if let refined = try? BrentMinimum().minimum(
      in: bracket, guess: scan[best], of: meanSquaredError),
      meanSquaredError(refined.position) < errors[best]
    {
      located = refined
    }
    return Design(
      product: try .uniform(
        levelCount: levelCount, step: located.position, centre: samples.mean),
      convergence: located.convergence)
  }

  private static var scanCount: Int { 96 }

  /// The zero of the derivative, in the units of a standard form.
  private func bestStep<Density: UnivariateDistribution>(
    for source: Density
  ) throws(DesignError) -> LocatedPoint {
    let derivative = { (step: Double) in
      Self.derivative(of: source, levelCount: levelCount, step: step)
    }
    // A step that extends beyond a bounded support wastes a level.
    let reach = max(source.support.upper - source.mean, source.mean - source.support.lower)
    let largest = 2 * reach / Double(levelCount)
    var upper = min(2 * source.standardDeviation / Double(levelCount), largest)
    var lower = upper / 16
    while upper < largest, derivative(upper) < 0 {
      lower = upper
      upper = min(upper * 1.5, largest)
    }
    guard derivative(upper) > 0 else {
      return LocatedPoint(
        position: upper, convergence: Convergence(iterationCount: 0, residual: 0, tolerance: 0))
    }
    do {
      return try BrentRoot().root(in: Interval(lower, upper), of: derivative)
    } catch {
      throw .didNotConverge(
        method: "The search for the best step", levelCount: levelCount,
        Convergence(iterationCount: 0, residual: upper - lower, tolerance: 0))
    }
  }

  /// Half of the derivative of the mean-square error by the step: the gain of moving each level outwards.
  private static func derivative(
    of source: some UnivariateDistribution, levelCount: Int, step: Double
  ) -> Double {
    var sum = CompensatedSum()
    for i in 0..<levelCount {
      let offset = Double(2 * i + 1 - levelCount) / 2
      let cell = Interval(
        i == 0 ? -.infinity : source.mean + step * (offset - 0.5),
        i == levelCount - 1 ? .infinity : source.mean + step * (offset + 0.5))
      sum.add(-offset * source.partialMoments(over: cell, about: source.mean + step * offset).first)
    }
    return sum.value
  }

  private static func meanSquaredError(
    of samples: EmpiricalDistribution, levelCount: Int, step: Double
  ) -> Double {
    samples.mean { sample in
      let position = ((sample - samples.mean) / step + Double(levelCount) / 2).rounded(.down)
      let index = min(max(position, 0), Double(levelCount - 1))
      let error = (sample - samples.mean) - step * (index - Double(levelCount - 1) / 2)
      return error * error
    }
  }
}
