import RDCore

/// An embedding of points in the plane.
package struct Embedding: Sendable, Equatable {
  /// The position of each point, shape `[n, 2]`.
  package let positions: VectorBlock

  /// The Kullback–Leibler divergence of the affinities in the plane from those of the points, in nats.
  ///
  /// Its normalisation is the exact sum over all pairs, without the approximation by groups.
  package let divergence: Double

  /// The Euclidean norm of the divergence's gradient at the last step.
  package let gradientNorm: Double

  /// The number of steps.
  package let stepCount: Int
}
