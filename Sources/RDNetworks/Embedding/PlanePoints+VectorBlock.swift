import RDCore

extension PlanePoints where Scalar == Float {
  /// The numbers, point by point: shape `[count, 2]`.
  package var block: VectorBlock {
    var elements: [Float] = []
    elements.reserveCapacity(2 * count)
    for point in 0..<count { elements += [x[point], y[point]] }
    return VectorBlock(count: count, dimension: 2, elements: elements)
  }
}
