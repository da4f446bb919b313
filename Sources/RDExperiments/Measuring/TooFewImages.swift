internal import RDCore

/// Test images that are too few for what is asked of them.
struct TooFewImages: DiagnosedError {
  /// How many there are.
  let count: Int

  /// How many there must be.
  let least: Int

  /// What they are too few for, as in "a map".
  let purpose: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "There \(count == 1 ? "is 1 test image" : "are \(count) test images"), which is too few for \(purpose). Give a test set of at least \(least)."
  }
}
