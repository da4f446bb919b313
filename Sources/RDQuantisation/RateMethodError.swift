import RDCore

/// A method that is sized by its rate where a number of levels is needed.
package struct RateMethodError: DiagnosedError, Equatable {
  /// The method.
  package let method: String

  /// It is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
    "'\(method)' is sized by its rate, but this needs a method with a number of levels. Use one of: \(QuantiserCatalogue.levelMethodNames.joined(separator: ", "))."
  }
}
