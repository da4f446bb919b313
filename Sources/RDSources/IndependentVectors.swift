import RDCore

/// Vectors whose components are drawn independently from one distribution.
package struct IndependentVectors<Component: UnivariateDistribution>: Sendable {
  /// The distribution of every component.
  package let component: Component

  /// Components of each vector.
  package let dimension: Int

  /// A source of vectors.
  ///
  /// - Precondition: `dimension` is positive.
  package init(component: Component, dimension: Int) {
    precondition(dimension > 0, "a vector needs a component")
    self.component = component
    self.dimension = dimension
  }

  /// Draws vectors, component by component, in double precision rounded to single.
  ///
  /// - Complexity: one draw from the component's distribution for each of the `count * dimension` numbers.
  package func draw(count: Int, using stream: inout RandomStream) -> VectorBlock {
    let total = count * dimension
    let elements = [Float](unsafeUninitializedCapacity: total) { buffer, initialisedCount in
      for i in 0..<total {
        buffer.initializeElement(at: i, to: Float(component.sample(using: &stream)))
      }
      initialisedCount = total
    }
    return VectorBlock(count: count, dimension: dimension, elements: elements)
  }
}
