internal import RDCore

/// An excess probability for a process, the bound of whose blocks has none.
struct ExcessOfProcess: DiagnosedError, Equatable {
  let source: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "--excess: '\(source)' is a process, whose first part is what blocks lose on average, whatever may be exceeded. Leave --excess out."
  }
}
