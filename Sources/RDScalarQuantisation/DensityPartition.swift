import RDCore
import RDSources
import RealModule

/// The partition of a density into cells of least error of all whose thresholds lie on a fine grid.
///
/// Each piece of the grid stands as a point at its centroid; the error within the pieces is the same for all partitions.
struct DensityPartition {
  /// Half-way between the centroids of neighbouring cells, ascending, shape `[N - 1]`.
  package let thresholds: [Double]

  /// Half of the most pieces that are worth it.
  private static var pieceLimit: Int { 1024 }

  /// Solves for a partition, or `nil` where the grid would be coarser than eight pieces a cell.
  ///
  /// - Parameters:
  ///   - density: the density.
  ///   - levelCount: the number of cells.
  ///   - tilt: by which share the density is made heavier far above its mean, and lighter far below. It tells optima apart whose errors differ by less
  ///     than the grid can tell, as a symmetric and a slightly better lopsided one.
  /// - Complexity: O(N G log G) for G pieces, whose product with N is at most ``OptimalPartition/sizeLimit``.
  init?(density: some UnivariateDistribution, levelCount: Int, tilt: Double) {
    let half = min(OptimalPartition.sizeLimit / levelCount / 2, Self.pieceLimit)
    guard levelCount >= 2, half >= 4 * levelCount else { return nil }
    let points = Self.pieces(of: density, half: half, tilt: tilt)
    guard points.count >= levelCount else { return nil }
    let bounds = OptimalPartition(points: points, runCount: levelCount).bounds
    let centroids = zip(bounds, bounds.dropFirst()).map { points.mean(of: $0..<$1) }
    thresholds = zip(centroids, centroids.dropFirst()).map { $0 + ($1 - $0) / 2 }
  }

  /// The pieces of a grid that is the union of two: dense where the density is high, and even in the core.
  private static func pieces(
    of density: some UnivariateDistribution, half: Int, tilt: Double
  ) -> WeightedPoints {
    var values: [Double] = []
    var counts = [0.0]
    let ends = PanterDite(density: density).grid(pieceCount: half)
    for (lower, upper) in zip([-Double.infinity] + ends, ends + [.infinity]) {
      let reference = lower.isFinite ? lower : upper
      let moments = density.partialMoments(over: Interval(lower, upper), about: reference)
      guard moments.mass > 0 else { continue }
      let value = reference + moments.first / moments.mass
      guard value > values.last ?? -.infinity else { continue }
      values.append(value)
      let distance = (value - density.mean) / density.standardDeviation
      let weight = moments.mass * (1 + tilt * distance / (1 + abs(distance)))
      counts.append(counts[counts.count - 1] + weight)
    }
    return WeightedPoints(values: values, counts: counts)
  }
}
