internal import RDCore

/// Test images that the Karhunen–Loève transform of the training images is not for.
struct OtherShapeThanLearned: DiagnosedError {
  /// The shape of one of them.
  let found: ImageShape

  /// The shape of the training images.
  let learned: ImageShape

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "The Karhunen-Loeve transform of images of \(learned) is not for one of \(found). Give data and test of one shape, or leave klt-steps out."
  }
}
