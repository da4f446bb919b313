import RDCore
import RDQuantisers
import RDSources

extension LloydMax {
  /// The quantiser for a set of samples, by Lloyd's Method I from a good start.
  ///
  /// The start is the optimal partition, by dynamic programming, if the product of different samples and levels is at most four
  /// million. With more samples it is that of means of neighbours, as many as the limit allows; with more than about 700 levels
  /// as well, the Panter–Dite thresholds of the samples. It ends at a fixed point: no sample is nearer to another level than to
  /// its own, and each level is the mean of its samples. The residual of the convergence is the fraction of the cells whose
  /// bounds moved past a sample in the last step; it is exactly 0 at the end, unless the iteration limit comes first, in which
  /// case `isConverged` is false. An empty cell is given half of one of the worst cells.
  ///
  /// - Throws: `DesignError/tooFewDistinctSamples(levelCount:distinct:)`.
  /// - Complexity: O(n) once, then O(N) per step.
  ///
  /// > Source: [lloyd1982], Method I.
  public func design(
    for samples: EmpiricalDistribution
  ) throws(DesignError) -> Design<ScalarQuantiser> {
    let points = WeightedPoints(sorted: samples.samples)
    guard points.count >= levelCount else {
      throw .tooFewDistinctSamples(levelCount: levelCount, distinct: points.count)
    }
    var partition = SamplePartition(points: points, levelCount: levelCount)
    var movedCount = levelCount
    var iteration = 0
    while movedCount > 0, iteration < Self.sampleIterationLimit {
      movedCount = partition.step()
      iteration += 1
    }
    return Design(
      product: try ScalarQuantiser(
        standardThresholds: partition.thresholds, standardLevels: partition.centroids,
        location: 0, scale: 1),
      convergence: Convergence(
        iterationCount: iteration, residual: Double(movedCount) / Double(levelCount), tolerance: 0))
  }

  private static var sampleIterationLimit: Int { 20_000 }
}
