import RDCore

/// An excess probability for a process, the bound of whose blocks has none.
package struct ExcessOfProcess: DiagnosedError, Equatable {
  package let source: String

  package init(
    source: String
  ) {
    self.source = source
  }

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "--excess: '\(source)' is a process, whose first part is what blocks lose on average, whatever may be exceeded. Leave --excess out."
  }
}
