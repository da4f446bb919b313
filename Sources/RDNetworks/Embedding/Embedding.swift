import RDCore

/// Points in the plane that stand for others of more dimensions.
package struct Embedding: Sendable, Equatable {
  /// Where each point is, shape `[n, 2]`.
  package let positions: VectorBlock

  /// The Kullback–Leibler divergence of the affinities in the plane from those of the points, in nats.
  ///
  /// Its normalisation is summed over all pairs, also where groups of points repelled as one.
  package let divergence: Double

  /// The Euclidean length of the divergence's gradient at the last step: how far the embedding is from rest.
  package let gradientNorm: Double

  /// Steps that were made.
  package let stepCount: Int
}
