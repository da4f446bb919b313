public import RDCore

/// Points along their two directions of greatest variance.
public struct PlaneProjection: Sendable, Equatable {
  /// Where each point is, shape `[n, 2]`; the second component is 0 where points have only one.
  public let positions: VectorBlock

  /// The standard deviation along the first direction.
  public let standardDeviation: Double

  /// The share of the points' variance that lies in the plane, from 0 to 1; 1 where there is none.
  public let varianceShare: Double

  /// The projection onto the first two principal components.
  ///
  /// - Throws: ``EmbeddingError/nonFiniteData(point:component:)`` or ``EmbeddingError/noStart(_:)``.
  public static func principalComponents(
    of points: VectorBlock
  ) throws(EmbeddingError) -> PlaneProjection {
    try points.checkFinite()
    do throws(PrincipalComponentsError) {
      let components = try PrincipalComponents(
        training: points, latentDimension: min(2, points.dimension))
      let codes = components.encode(points)
      var positions = VectorBlock(count: points.count, dimension: 2)
      for point in 0..<points.count {
        for column in 0..<codes.dimension {
          positions.elements[2 * point + column] = codes.elements[point * codes.dimension + column]
        }
      }
      let total = components.variances.reduce(0, +)
      return PlaneProjection(
        positions: positions, standardDeviation: components.variances[0].squareRoot(),
        varianceShare: total > 0 ? components.variances.prefix(2).reduce(0, +) / total : 1)
    } catch {
      throw .noStart(error)
    }
  }
}
