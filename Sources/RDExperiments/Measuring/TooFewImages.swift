import RDCore

/// Test images that are too few for what is asked of them.
package struct TooFewImages: DiagnosedError {
  /// How many there are.
  package let count: Int

  /// How many there must be.
  package let least: Int

  /// What they are too few for, as in "a map".
  package let purpose: String

  package init(
    count: Int, least: Int, purpose: String
  ) {
    self.count = count
    self.least = least
    self.purpose = purpose
  }

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "There \(count == 1 ? "is 1 test image" : "are \(count) test images"), which is too few for \(purpose). Give a test set of at least \(least)."
  }
}
