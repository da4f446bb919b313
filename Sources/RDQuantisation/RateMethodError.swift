public import RDCore

/// A method that is sized by its rate where a number of levels is needed.
public struct RateMethodError: DiagnosedError, Equatable {
  /// The method.
  public let method: String

  /// It is wrong use.
  public var failureClass: FailureClass { .wrongUse }

  /// The message.
  public var description: String {
    "'\(method)' is sized by its rate, but this needs a method with a number of levels. Use one of: \(QuantiserCatalogue.levelMethodNames.joined(separator: ", "))."
  }
}
