import RDCore

/// Points along their two directions of greatest variance.
package struct PlaneProjection: Sendable, Equatable {
  /// The position of each point, shape `[n, 2]`; the second component is 0 where points have only one.
  package let positions: VectorBlock

  /// The standard deviation along the first direction.
  package let standardDeviation: Double

  package let varianceFraction: Double

  /// The projection onto the first two principal components.
  ///
  /// - Throws: ``EmbeddingError/nonFiniteData(point:component:)`` ``EmbeddingError/noStart(_:)`` or
  ///   ``EmbeddingError/tooFarApart``.
  package static func principalComponents(
    of points: VectorBlock
  ) throws(EmbeddingError) -> PlaneProjection {
    try points.checkFinite()
    let components: PrincipalComponents
    do throws(PrincipalComponentsError) {
      components = try PrincipalComponents(
        training: points, latentDimension: min(2, points.dimension))
    } catch {
      throw .noStart(error)
    }
    let codes = components.encode(points)
    guard codes.elements.allSatisfy({ $0.isFinite }) else { throw .tooFarApart }
    var positions = VectorBlock(count: points.count, dimension: 2)
    for point in 0..<points.count {
      for column in 0..<codes.dimension {
        positions.elements[2 * point + column] = codes.elements[point * codes.dimension + column]
      }
    }
    let total = components.variances.reduce(0, +)
    return PlaneProjection(
      positions: positions, standardDeviation: components.variances[0].squareRoot(),
      varianceFraction: total > 0 ? components.variances.prefix(2).reduce(0, +) / total : 1)
  }
}
