/// The element type and shape of an array.
package struct ArrayForm: Sendable, Equatable {
  /// The kind of its numbers.
  package let element: ArrayElement

  /// The extent of each dimension; none is negative.
  package let shape: [Int]

  /// Whether the array is column-major.
  package let isFortranOrder: Bool
  package let count: Int
  package static let countLimit = 1 << 36

  /// The maximum number of dimensions of an array, as in NumPy.
  package static let dimensionLimit = 64

  /// A form; `nil` above the limits of arrays.
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

  /// The header of such an array in a NumPy file.
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
