/// A block of vectors of equal dimension: what a vector source gives, a code compresses and a network learns from.
public struct VectorBlock: Sendable, Equatable {
  /// How many vectors.
  public let count: Int

  /// Components of each vector.
  public let dimension: Int

  /// The components, row by row: shape `[count, dimension]`.
  public var elements: [Float]

  /// A block from its components.
  ///
  /// - Precondition: `elements` has `count * dimension` numbers; `dimension` is positive.
  public init(count: Int, dimension: Int, elements: [Float]) {
    precondition(dimension > 0 && count >= 0 && elements.count == count * dimension)
    self.count = count
    self.dimension = dimension
    self.elements = elements
  }

  /// A block of zeros.
  public init(count: Int, dimension: Int) {
    self.init(
      count: count, dimension: dimension, elements: Array(repeating: 0, count: count * dimension))
  }
}

extension VectorBlock {
  /// The mean-square error of each vector's reconstruction: the squared distance over the dimension.
  ///
  /// - Parameter reconstruction: a block of the same shape.
  /// - Returns: shape `[count]`, summed in double precision.
  public func squaredErrors(of reconstruction: VectorBlock) -> [Double] {
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
