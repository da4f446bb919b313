import RDCore

/// A component of a transform that needs a higher rate than a method has.
package struct ComponentRateError: DiagnosedError, Equatable {
  /// The method.
  package let method: String

  /// The rate that the strongest component needs, in bits.
  package let rate: Double

  /// The highest rate of the method, in bits.
  package let highest: Double

  /// It is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
    "The strongest component of the transform needs \((rate * 100).rounded() / 100) bits, but '\(method)' has \(highest) at most. Take a lower rate or another method."
  }
}
