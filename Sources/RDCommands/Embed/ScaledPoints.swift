import RDCore
import RDNetworks

/// Several sets of points in single precision, about their common mean and in a unit of their own, so that what tells the points
/// apart is not rounded away, however far from zero or small it is.
struct ScaledPoints {
  /// The points of all sets, one set after the other, shape `[n, dimension]`.
  let block: VectorBlock

  /// The unit, a power of two in the unit of the sets.
  let unit: Double

  /// - Throws: `EmbeddingError` for sets of different dimensions.
  init(_ sets: [EmbeddedSet]) throws(EmbeddingError) {
    let dimension = sets[0].dimension
    if let index = sets.firstIndex(where: { $0.dimension != dimension }) {
      throw .differentDimensions(first: dimension, other: sets[index].dimension, set: index)
    }
    let count = sets.reduce(0) { $0 + $1.count }
    var mean = [Double](repeating: 0, count: dimension)
    Self.forEachComponent(of: sets) { mean[$0] += $1 / Double(count) }
    var largest = 0.0
    Self.forEachComponent(of: sets) { largest = max(largest, abs($1 - mean[$0])) }
    unit = largest > 0 ? largest.binade : 1
    var elements: [Float] = []
    elements.reserveCapacity(count * dimension)
    Self.forEachComponent(of: sets) { [unit] in elements.append(Float(($1 - mean[$0]) / unit)) }
    block = VectorBlock(count: count, dimension: dimension, elements: elements)
  }

  /// Passes each component's index in its point and value, in order.
  private static func forEachComponent(
    of sets: [EmbeddedSet], _ body: (Int, Double) -> Void
  ) {
    for set in sets {
      for (index, number) in set.numbers.enumerated() { body(index % set.dimension, number) }
    }
  }
}
