/// A block of vectors of equal dimension, in single precision.
public struct VectorBlock: Sendable, Equatable {
  /// Number of vectors.
  public let count: Int

  /// Components of each vector.
  public let dimension: Int

  /// The components, shape `[count, dimension]`, row by row.
  public var elements: [Float]

  /// A block from its components.
  ///
  /// - Precondition: `elements` has `count * dimension` elements; `dimension` is positive.
  public init(count: Int, dimension: Int, elements: [Float]) {
    precondition(dimension > 0 && count >= 0 && elements.count == count * dimension)
    self.count = count
    self.dimension = dimension
    self.elements = elements
  }

  /// A block of zeros.
  package init(count: Int, dimension: Int) {
    self.init(
      count: count, dimension: dimension, elements: Array(repeating: 0, count: count * dimension))
  }
}

extension VectorBlock {
  /// The squared error per component of each vector's reconstruction, `|x - y|^2 / dimension`, in squared source units.
  ///
  /// - Parameter reconstruction: a block of the same shape.
  /// - Returns: shape `[count]`, summed in double precision.
  package func squaredErrors(of reconstruction: VectorBlock) -> [Double] {
    precondition(count == reconstruction.count && dimension == reconstruction.dimension)
    return (0..<count).map { row in
      var sum = 0.0
      for i in (row * dimension)..<((row + 1) * dimension) {
        let difference = Double(elements[i]) - Double(reconstruction.elements[i])
        sum += difference * difference
      }
      return sum / Double(dimension)
    }
  }
}
