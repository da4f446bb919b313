import RDCore
import RDQuantisers
import RDSources

extension LloydMax {
  /// The quantiser for a set of samples, by Lloyd's Method I from a good start, to a fixed point.
  ///
  /// The start is the optimal partition, by dynamic programming, if the product of different samples and levels is at most four
  /// million. With more samples it is that of means of neighbours, as many as the limit allows; with more than about 700 levels
  /// as well, the Panter–Dite thresholds of the samples.
  ///
  /// - Throws: `DesignError/tooFewDistinctSamples(levelCount:distinct:)`.
  /// - Complexity: O(n) once, then O(N) per step.
  public func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    try design(for: samples, from: nil)
  }

  /// The quantiser for a set of samples, by Lloyd's Method I.
  ///
  /// Without a tolerance it ends at a fixed point: no sample is nearer to another level than to its own, and each level is the
  /// weighted mean of its samples. The residual of the convergence is then the fraction of the cells whose bounds moved past a sample
  /// in the last step; it is exactly 0 at the end, unless the iteration limit comes first, in which case `isConverged` is false.
  /// With a tolerance the residual is the fraction by which the error fell in the last step. An empty cell is given half of one
  /// of the worst cells.
  ///
  /// - Parameters:
  ///   - samples: to be quantised.
  ///   - codebook: the levels to start from, finite, shape `[N]`, in any order; `nil` for a good start.
  ///   - tolerance: the fraction of the error; a step that lowers the error by no more is the last. 0 for a fixed point.
  /// - Returns: the quantiser, with thresholds midway between its levels.
  /// - Throws: `DesignError/tooFewDistinctSamples(levelCount:distinct:)`.
  /// - Complexity: O(n) once, then O(N) per step, with a tolerance O(n).
  ///
  /// > Source: [lloyd1982], Method I.
  package func design(
    for samples: EmpiricalDistribution, from codebook: [Double]?, tolerance: Double = 0
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let points = WeightedPoints(of: samples)
    guard points.count >= levelCount else {
      throw .tooFewDistinctSamples(levelCount: levelCount, distinct: points.count)
    }
    var partition =
      codebook.map { SamplePartition(points: points, levels: $0.sorted()) }
      ?? SamplePartition(points: points, levelCount: levelCount)
    var residual = 1.0
    var error = tolerance > 0 ? partition.squaredError : 0
    var iteration = 0
    while residual > tolerance, iteration < Self.sampleIterationLimit {
      residual = Double(partition.step()) / Double(levelCount)
      iteration += 1
      guard tolerance > 0, residual > 0 else { continue }
      let next = partition.squaredError
      residual = error > 0 ? max(error - next, 0) / error : 0
      error = next
    }
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: partition.thresholds, standardLevels: partition.centroids,
        location: 0, scale: 1),
      convergence: Convergence(
        iterationCount: iteration, residual: residual, tolerance: tolerance))
  }

  private static var sampleIterationLimit: Int { 20_000 }
}
