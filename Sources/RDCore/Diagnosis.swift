/// An error that no caller distinguishes: a class and a message.
package struct Diagnosis: DiagnosedError, Equatable {
  package let failureClass: FailureClass
  package let description: String

  package init(_ failureClass: FailureClass, _ description: String) {
    self.failureClass = failureClass
    self.description = description
  }

  package static func wrongUse(_ description: String) -> Diagnosis {
    Diagnosis(.wrongUse, description)
  }

  package static func badData(_ description: String) -> Diagnosis {
    Diagnosis(.badData, description)
  }

  package static func missing(_ description: String) -> Diagnosis {
    Diagnosis(.missing, description)
  }
}
