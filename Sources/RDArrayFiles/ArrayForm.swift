import RDCore

/// The number type, the shape and the memory order of an array.
package struct ArrayForm: Sendable, Equatable {
  package let type: NumberType

  /// The extent of each dimension; none is negative.
  package let shape: [Int]

  /// Whether the array is column-major.
  package let isFortranOrder: Bool

  /// Whether its files have the most significant byte of each number first.
  package let isBigEndian: Bool
  package let count: Int
  package static let countLimit = 1 << 36

  /// The maximum number of dimensions of an array, as in NumPy.
  package static let dimensionLimit = 64

  /// A form; `nil` above the limits of arrays.
  package init?(
    type: NumberType, shape: [Int], isFortranOrder: Bool = false, isBigEndian: Bool = false
  ) {
    guard shape.count <= Self.dimensionLimit, shape.allSatisfy({ $0 >= 0 }) else { return nil }
    // Of an array without numbers, too, so that products of some extents are limited.
    var product = 1
    for extent in shape where extent > 0 {
      let (larger, isOverflow) = product.multipliedReportingOverflow(by: extent)
      guard !isOverflow, larger <= Self.countLimit else { return nil }
      product = larger
    }
    self.type = type
    self.shape = shape
    self.isFortranOrder = isFortranOrder
    self.isBigEndian = isBigEndian
    count = shape.contains(0) ? 0 : product
  }

  /// The bytes that its numbers take.
  package var byteCount: Int { count * type.byteCount }

  /// The extents in the order of memory, the last one running fastest.
  package var memoryShape: [Int] { isFortranOrder ? shape.reversed() : shape }

  /// The form of a range of its slowest dimension: rows in C order.
  ///
  /// - Precondition: there is such a dimension, and the range is in it.
  package func rows(_ range: Range<Int>) -> ArrayForm {
    var shape = shape
    shape[isFortranOrder ? shape.count - 1 : 0] = range.count
    guard
      let form = ArrayForm(
        type: type, shape: shape, isFortranOrder: isFortranOrder, isBigEndian: isBigEndian)
    else { preconditionFailure("a part is larger than the whole") }
    return form
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
