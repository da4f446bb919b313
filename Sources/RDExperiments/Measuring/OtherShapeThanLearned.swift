internal import RDCore

/// Test images of another shape than those that something was learnt from.
struct OtherShapeThanLearned: DiagnosedError {
  /// The shape of one of them.
  let found: ImageShape

  /// The shape of the training images.
  let learned: ImageShape

  /// What can be done besides giving images of one shape.
  var remedy: String?

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "What is learnt from images of \(learned) is not for one of \(found). Give data and test of one shape\(remedy.map { ", or \($0)" } ?? "")."
  }
}
