import RDCore
import RealModule

/// A number with certified lower and upper bounds.
public struct Enclosure<Value: Comparable & Sendable>: Sendable {
  /// The best known value, between the bounds; `nil` where they are too far apart for one: farther than the larger of 0.01 bit and
  /// 1 %.
  public let value: Value?

  /// A certified lower bound.
  public let lower: Value

  /// A certified upper bound.
  public let upper: Value

  /// A number between its bounds.
  ///
  /// - Precondition: `lower <= upper`, and the value, if there is one, lies between them.
  public init(value: Value?, lower: Value, upper: Value) {
    precondition(lower <= upper, "bounds must be in order")
    precondition(
      value.map { lower <= $0 && $0 <= upper } ?? true, "a value must lie between its bounds")
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

extension Enclosure<Information> {
  /// A rate between its bounds: the middle, if they are near each other.
  package init(lower: Information, upper: Information) {
    let isNarrow = (upper - lower).bits <= max(0.01, 0.01 * lower.bits)
    self.init(
      value: isNarrow ? .nats(lower.nats + (upper.nats - lower.nats) / 2) : nil, lower: lower,
      upper: upper)
  }
}

extension Enclosure<Double> {
  /// A distortion between its bounds: the middle, if they are near each other.
  ///
  /// - Parameters:
  ///   - lower: a certified lower bound.
  ///   - upper: a certified upper bound.
  ///   - bitsPerOctave: by how much the rate falls, at high rates, where the distortion doubles.
  package init(lower: Double, upper: Double, bitsPerOctave: Double) {
    let isNarrow = upper <= lower * max(1.01, Double.exp2(0.01 / bitsPerOctave))
    self.init(value: isNarrow ? lower + (upper - lower) / 2 : nil, lower: lower, upper: upper)
  }
}
