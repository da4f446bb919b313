/// An interval of the extended real line.
public struct Interval: Sendable, Equatable {
  /// The lower end; `-infinity` for an interval unbounded below.
  public let lower: Double

  /// The upper end; `+infinity` for an interval unbounded above.
  public let upper: Double

  /// The whole real line.
  public static let realLine = Interval(-.infinity, .infinity)

  /// The interval from `lower` to `upper`.
  ///
  /// - Precondition: `lower <= upper`.
  public init(_ lower: Double, _ upper: Double) {
    precondition(lower <= upper, "an interval's ends must be in order")
    self.lower = lower
    self.upper = upper
  }

  /// The length; `+infinity` for a half-line or the real line.
  package var width: Double { upper - lower }

  /// Whether both ends are finite.
  package var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// Whether `x` lies in the closed interval.
  package func contains(_ x: Double) -> Bool { lower <= x && x <= upper }

  /// The intersection with another interval, or `nil` if it is empty.
  package func intersection(_ other: Interval) -> Interval? {
    let low = max(lower, other.lower)
    let high = min(upper, other.upper)
    return low <= high ? Interval(low, high) : nil
  }
}
