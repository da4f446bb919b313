/// The value of an integral, with an estimate of its error.
public struct QuadratureEstimate: Sendable, Equatable {
  /// The integral.
  public let value: Double

  /// An estimate, nearly always an upper bound, of `|value - exact|`.
  public let errorEstimate: Double

  /// An integral and its error.
  public init(value: Double, errorEstimate: Double) {
    self.value = value
    self.errorEstimate = errorEstimate
  }
}
