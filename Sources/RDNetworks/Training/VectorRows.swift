import RDCore

/// The vectors of a block, as they are.
package struct VectorRows: TrainingRows {
  /// The vectors.
  package let vectors: VectorBlock

  /// The rows of vectors.
  ///
  /// - Throws: `TrainingError/noVectors`, `TrainingError/nonFiniteData(vector:component:)`.
  package init(_ vectors: VectorBlock) throws(TrainingError) {
    guard vectors.count > 0 else { throw .noVectors }
    if let index = vectors.elements.firstIndex(where: { !$0.isFinite }) {
      let (vector, component) = index.quotientAndRemainder(dividingBy: vectors.dimension)
      throw .nonFiniteData(vector: vector, component: component)
    }
    self.vectors = vectors
  }

  package var count: Int { vectors.count }
  package var dimension: Int { vectors.dimension }

  package var identity: String {
    var digest = Fingerprint()
    for element in vectors.elements { digest.absorb(UInt64(element.bitPattern)) }
    return "vectors=\(count)x\(dimension),data=\(String(digest.value, radix: 16))"
  }

  package func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream
  ) {
    vectors.elements.withUnsafeBufferPointer {
      batch.setRow(row, from: $0, at: index * dimension)
    }
  }
}
