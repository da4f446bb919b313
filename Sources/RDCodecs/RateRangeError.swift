public import RDCore

/// A rate at which a method has no quantiser.
public struct RateRangeError: DiagnosedError, Equatable {
  /// The method.
  public let method: String

  /// The rate asked for, in bits per sample.
  public let rate: Double

  /// The rates there are, in bits per sample.
  public let rates: ClosedRange<Double>

  /// It is wrong use.
  public var failureClass: FailureClass { .wrongUse }

  /// The message.
  public var description: String {
    "'\(method)' has no quantiser of \(rate) bits a sample. Take a rate from \(rates.lowerBound) to \(rates.upperBound)."
  }
}
