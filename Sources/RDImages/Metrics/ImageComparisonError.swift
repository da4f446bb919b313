import RDCore

/// Images that cannot be compared.
public enum ImageComparisonError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The images differ in height, width or channels.
  case differentShapes(reference: ImageShape, decoded: ImageShape)

  /// There are not as many decoded images as originals.
  case differentCounts(reference: Int, decoded: Int)

  /// The images differ in bits per sample.
  case differentBitDepths(reference: Int, decoded: Int)

  /// There is no image to compare.
  case noImages

  package var failureClass: FailureClass { .badData }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .differentShapes(let reference, let decoded):
      "An image of \(decoded) cannot be compared with its original of \(reference) (width x height x channels). Give two images of the same size and channels."
    case .differentCounts(let reference, let decoded):
      "There are \(decoded) decoded images for \(reference) originals. Give one for each."
    case .differentBitDepths(let reference, let decoded):
      "An image of \(decoded) bits per sample cannot be compared with its original of \(reference). Bring both to the same depth."
    case .noImages:
      "There is no image to compare. Give one at least."
    }
  }
}
