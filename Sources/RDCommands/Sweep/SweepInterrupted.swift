import RDCore

/// The user stopped the run.
package struct SweepInterrupted: DiagnosedError {
  package let place: String

  package init(
    place: String
  ) {
    self.place = place
  }

  package var failureClass: FailureClass { .interrupted }
  package var description: String {
    "Interrupted. What has finished is kept in '\(place)'; give the same command again to go on from there."
  }
}
