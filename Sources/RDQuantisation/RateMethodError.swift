import RDCore

/// A method sized by a rate where one sized by a number of levels is needed.
package struct RateMethodError: DiagnosedError, Equatable {
  package let method: String

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "'\(method)' is sized by its rate, but this needs a method with a number of levels. Use one of: \(QuantiserCatalogue.levelMethodNames.joined(separator: ", "))."
  }
}
