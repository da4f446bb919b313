/// An interval of the extended real line.
public struct Interval: Sendable, Equatable {
  /// The lower end; `-infinity` where there is none.
  public let lower: Double

  /// The upper end; `+infinity` where there is none.
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

  /// The length, `+infinity` for a ray or the line.
  public var width: Double { upper - lower }

  /// Whether both ends are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// Whether `x` lies between the ends, which count as inside.
  public func contains(_ x: Double) -> Bool { lower <= x && x <= upper }

  /// The part that lies in both intervals, or `nil` if they do not meet.
  public func intersection(_ other: Interval) -> Interval? {
    let low = max(lower, other.lower)
    let high = min(upper, other.upper)
    return low <= high ? Interval(low, high) : nil
  }
}
