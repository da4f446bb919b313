import RDCore

/// Test images of another shape than those that something was learnt from.
package struct OtherShapeThanLearned: DiagnosedError {
  /// The shape of one of them.
  package let found: ImageShape

  /// The shape of the training images.
  package let learned: ImageShape

  /// What can be done besides giving images of one shape.
  package var remedy: String?

  package init(
    found: ImageShape, learned: ImageShape, remedy: String? = nil
  ) {
    self.found = found
    self.learned = learned
    self.remedy = remedy
  }

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "What is learnt from images of \(learned) is not for one of \(found). Give data and test of one shape\(remedy.map { ", or \($0)" } ?? "")."
  }
}
