import RDCore

/// Errors by label of images that have none.
struct UnlabelledImages: DiagnosedError {
  package let descriptor: String

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "The images of '\(descriptor)' have no labels to tell their errors apart by. Take a data set with labels, such as mnist or digits, or leave out 'labels'."
  }
}
