import RDCore

/// An array of numbers of any type and shape.
package struct NumberArray: Sendable, Equatable {
  package let type: NumberType

  /// The extents in C order, the last one running fastest; none is negative.
  package let shape: [Int]

  /// The numbers as integers that rise with them, `NumberType.ordered(bits:)`; shape `[n]`.
  package var ordered: [Int64]
  package var count: Int { ordered.count }

  /// - Precondition: there are as many numbers as the shape says.
  package init(type: NumberType, shape: [Int], ordered: [Int64]) {
    precondition(shape.reduce(1, *) == ordered.count, "the shape has another count of numbers")
    self.type = type
    self.shape = shape
    self.ordered = ordered
  }

  /// An array of numbers, which are rounded to the type.
  package init(_ numbers: [Double], type: NumberType, shape: [Int]) {
    self.init(type: type, shape: shape, ordered: numbers.map { type.ordered(number: $0) })
  }

  package var numbers: [Double] { ordered.map { type.number(ordered: $0) } }

  /// As they are stored, little-endian.
  package var bytes: [UInt8] { type.bytes(ordered: ordered) }
}
