import RDCore

/// A rate at which a method has no quantiser.
package struct RateRangeError: DiagnosedError, Equatable {
  /// The method.
  package let method: String

  /// The rate asked for, in bits per sample.
  package let rate: Double

  /// The rates there are, in bits per sample.
  package let rates: ClosedRange<Double>

  /// It is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
    "'\(method)' has no quantiser of \(rate) bits per sample. Take a rate from \(rates.lowerBound) to \(rates.upperBound)."
  }
}
