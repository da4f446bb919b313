import RDCore

/// A data set to measure on whose images are not of the shape that is learned.
struct UnusableValidation: DiagnosedError {
  /// The data set, as it was written.
  package let descriptor: String

  /// The shape of its images.
  package let found: ImageShape

  /// The shape of the training rows.
  package let wanted: ImageShape

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "The images of validation = \"\(descriptor)\" are \(found), but those that are learned are \(wanted). Give a data set of that shape, set crop, or leave validation out."
  }
}
