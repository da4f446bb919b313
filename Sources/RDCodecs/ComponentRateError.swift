public import RDCore

/// A component of a transform that needs a higher rate than a method has.
public struct ComponentRateError: DiagnosedError, Equatable {
  /// The method.
  public let method: String

  /// The rate that the strongest component needs, in bits.
  public let rate: Double

  /// The highest rate of the method, in bits.
  public let highest: Double

  /// It is wrong use.
  public var failureClass: FailureClass { .wrongUse }

  /// The message.
  public var description: String {
    "The strongest component of the transform needs \((rate * 100).rounded() / 100) bits, but '\(method)' has \(highest) at most. Take a lower rate or another method."
  }
}
