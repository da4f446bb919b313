import RDCore
import RDSources
import RealModule

/// The partition of a density of least mean-square error among those with thresholds on a fine grid.
///
/// Each piece of the grid counts as a point at its centroid; the error within the pieces is the same for all partitions.
struct DensityPartition {
  /// The midpoints between the centroids of neighbouring cells, ascending, shape `[N - 1]`.
  package let thresholds: [Double]

  /// Half of the greatest useful number of pieces.
  private static var pieceLimit: Int { 1024 }

  /// Solves for a partition, or `nil` if the grid would have fewer than eight pieces per cell.
  ///
  /// - Parameters:
  ///   - density: the density.
  ///   - levelCount: the number of cells.
  ///   - tilt: the fraction by which the density is increased far above its mean, and decreased far below. It separates optima
  ///     whose errors differ by less than the grid resolves, as a symmetric and a slightly better asymmetric one.
  /// - Complexity: O(N G log G) for G pieces, whose product with N is at most `OptimalPartition/sizeLimit`.
  init?(density: some UnivariateDistribution, levelCount: Int, tilt: Double) {
    let half = min(OptimalPartition.sizeLimit / levelCount / 2, Self.pieceLimit)
    guard levelCount >= 2, half >= 4 * levelCount else { return nil }
    let points = Self.pieces(of: density, half: half, tilt: tilt)
    guard points.count >= levelCount else { return nil }
    let bounds = OptimalPartition(points: points, runCount: levelCount).bounds
    let centroids = zip(bounds, bounds.dropFirst()).map { points.mean(of: $0..<$1) }
    thresholds = zip(centroids, centroids.dropFirst()).map { $0 + ($1 - $0) / 2 }
  }

  /// The pieces of the union of two grids: one dense where the density is high, one uniform in the core.
  private static func pieces(
    of density: some UnivariateDistribution, half: Int, tilt: Double
  ) -> WeightedPoints {
    var values: [Double] = []
    var weights: [Double] = []
    let ends = PanterDite(density: density).grid(pieceCount: half)
    for (lower, upper) in zip([-Double.infinity] + ends, ends + [.infinity]) {
      let reference = lower.isFinite ? lower : upper
      let moments = density.partialMoments(over: Interval(lower, upper), about: reference)
      guard moments.mass > 0 else { continue }
      let value = reference + moments.first / moments.mass
      guard value > values.last ?? -.infinity else { continue }
      values.append(value)
      let distance = (value - density.mean) / density.standardDeviation
      weights.append(moments.mass * (1 + tilt * distance / (1 + abs(distance))))
    }
    return WeightedPoints(values: values, weights: weights)
  }
}
