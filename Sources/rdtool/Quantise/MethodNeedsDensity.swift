internal import RDCore

/// A method that designs for densities only, where samples were given.
struct MethodNeedsDensity: DiagnosedError, Equatable {
  let method: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "'\(method)' is designed for a density, not for the samples of a file. Give --source instead of --from, or another --method."
  }
}
