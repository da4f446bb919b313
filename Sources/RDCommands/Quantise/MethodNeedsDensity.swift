import RDCore

/// A method that designs for densities only, where samples were given.
package struct MethodNeedsDensity: DiagnosedError, Equatable {
  package let method: String

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "'\(method)' is designed for a density, not for the samples of a file. Give --source instead of --from, or another --method."
  }
}
