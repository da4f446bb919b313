/// What an array is besides its numbers.
package struct ArrayForm: Sendable, Equatable {
  /// The kind of its numbers.
  package let element: ArrayElement

  /// How many numbers there are along each dimension; none is negative.
  package let shape: [Int]

  /// Whether the first index runs fastest.
  package let isFortranOrder: Bool
  package let count: Int
  package static let countLimit = 1 << 36

  /// The most dimensions of an array, as in NumPy.
  package static let dimensionLimit = 64

  /// A form; `nil` for more numbers or dimensions than an array has.
  package init?(element: ArrayElement, shape: [Int], isFortranOrder: Bool = false) {
    guard shape.count <= Self.dimensionLimit, shape.allSatisfy({ $0 >= 0 }) else { return nil }
    var count = shape.contains(0) ? 0 : 1
    for extent in shape where count > 0 {
      let (product, isOverflow) = count.multipliedReportingOverflow(by: extent)
      guard !isOverflow, product <= Self.countLimit else { return nil }
      count = product
    }
    self.element = element
    self.shape = shape
    self.isFortranOrder = isFortranOrder
    self.count = count
  }

  /// What stands before the numbers of such an array in a file of NumPy's.
  package var numPyStart: [UInt8] {
    NumPyHeader.bytes(
      elementType: element.rawValue, shape: shape, isFortranOrder: isFortranOrder)
  }

  /// The indices of a number by its position in the file, from 0 as in NumPy.
  package func indices(ofPosition position: Int) -> [Int] {
    var rest = position
    var indices = [Int](repeating: 0, count: shape.count)
    for dimension in isFortranOrder ? Array(shape.indices) : shape.indices.reversed() {
      indices[dimension] = rest % shape[dimension]
      rest /= shape[dimension]
    }
    return indices
  }
}
