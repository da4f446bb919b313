/// A number with certified lower and upper bounds.
public struct Enclosure<Value: Comparable & Sendable>: Sendable {
  /// The best known value, between the bounds.
  public let value: Value

  /// A certified lower bound.
  public let lower: Value

  /// A certified upper bound.
  public let upper: Value

  /// A number between its bounds.
  ///
  /// - Precondition: `lower <= value <= upper`.
  public init(value: Value, lower: Value, upper: Value) {
    precondition(lower <= value && value <= upper, "a value must lie between its bounds")
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// A number from a closed form, exact to rounding: both bounds are the value.
  package static func exact(_ value: Value) -> Enclosure {
    Enclosure(value: value, lower: value, upper: value)
  }
}

extension Enclosure: Equatable where Value: Equatable {}
