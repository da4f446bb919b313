import RDCore

/// A picture that can be read, but not learnt from.
struct UnusablePicture: PictureProblem {
  let path: String

  /// What is wrong, and what to do, after the picture as the subject.
  let reason: String

  var failureClass: FailureClass { .badData }

  var description: String { "'\(path)' \(reason)" }
}
