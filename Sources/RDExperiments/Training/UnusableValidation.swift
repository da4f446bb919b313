internal import RDCore

/// A data set to measure on whose images are not of the shape that is learned.
struct UnusableValidation: DiagnosedError {
  /// The data set, as it was written.
  let descriptor: String

  /// The shape of its images.
  let found: ImageShape

  /// The shape of the training rows.
  let wanted: ImageShape

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "The images of validation = \"\(descriptor)\" are \(found), but those that are learned are \(wanted). Give a data set of that shape, set crop, or leave validation out."
  }
}
