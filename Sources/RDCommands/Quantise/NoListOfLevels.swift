import RDCore

/// A quantiser that is more than thresholds and levels, where these were to be shown.
package struct NoListOfLevels: DiagnosedError, Equatable {
  package let method: String

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "'\(method)' is no scalar quantiser, so it has no list of thresholds and levels. Leave --show design out, or name other methods."
  }
}
