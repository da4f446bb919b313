import RDCore

extension VectorBlock {
  /// The concatenation of several sets of points, for a joint embedding.
  ///
  /// - Parameter sets: at least one.
  /// - Throws: `EmbeddingError/differentDimensions(first:other:set:)`.
  package init(joining sets: [VectorBlock]) throws(EmbeddingError) {
    precondition(!sets.isEmpty)
    if let index = sets.firstIndex(where: { $0.dimension != sets[0].dimension }) {
      throw .differentDimensions(
        first: sets[0].dimension, other: sets[index].dimension, set: index)
    }
    self.init(
      count: sets.reduce(0) { $0 + $1.count }, dimension: sets[0].dimension,
      elements: sets.flatMap(\.elements))
  }
}
