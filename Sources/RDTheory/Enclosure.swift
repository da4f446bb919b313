/// A number that is known to lie between two bounds.
package struct Enclosure<Value: Comparable & Sendable>: Sendable {
  /// The best value known.
  package let value: Value

  /// A certified lower bound.
  package let lower: Value

  /// A certified upper bound.
  package let upper: Value

  /// A number between its bounds.
  ///
  /// - Precondition: `lower <= value <= upper`.
  package init(value: Value, lower: Value, upper: Value) {
    precondition(lower <= value && value <= upper, "a value must lie between its bounds")
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// A number given by a closed form, exact to rounding.
  package static func exact(_ value: Value) -> Enclosure {
    Enclosure(value: value, lower: value, upper: value)
  }
}

extension Enclosure: Equatable where Value: Equatable {}
