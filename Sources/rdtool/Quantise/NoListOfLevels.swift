internal import RDCore

/// A quantiser that is more than thresholds and levels, where these were to be shown.
struct NoListOfLevels: DiagnosedError, Equatable {
  let method: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "'\(method)' is no scalar quantiser, so it has no list of thresholds and levels. Leave --show design out, or name other methods."
  }
}
