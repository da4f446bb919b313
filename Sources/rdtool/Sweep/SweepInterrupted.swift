internal import RDCore

/// The user stopped the run.
struct SweepInterrupted: DiagnosedError {
  let place: String
  var failureClass: FailureClass { .interrupted }
  var description: String {
    "Interrupted. What has finished is kept in '\(place)'; give the same command again to go on from there."
  }
}
