import RDCore

/// A data set that cannot be used.
package enum DataSetError: DiagnosedError, Equatable {
  /// Its files are not there.
  case absent(name: String, path: String)

  /// A folder of pictures has none.
  case empty(path: String)

  /// A file does not hold what it should.
  case damaged(path: String, reason: String)

  /// More images are asked for than there are.
  case tooFew(descriptor: String, wanted: Int, found: Int)

  /// A block is asked for, but the images differ in shape, or one has more or fewer than 8 bits per sample.
  case notUniform(descriptor: String, first: String, other: String)

  /// An image is smaller than the patches to cut from it.
  case tooSmall(descriptor: String, image: String, shape: String, patch: String)

  /// An absent data set is missing; wrong use and damaged files are what they are called.
  package var failureClass: FailureClass {
    switch self {
    case .absent, .empty: .missing
    case .damaged: .badData
    case .tooFew, .notUniform, .tooSmall: .wrongUse
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .absent(let name, let path):
      "The data set '\(name)' is not there: no '\(path)'. Run 'rdtool data fetch \(name)', or set RDTOOL_DATA to the folder that has it."
    case .empty(let path):
      "The folder '\(path)' has no pictures. Give one with PNG, JPEG, PGM or PPM files."
    case .damaged(let path, let reason):
      "The file '\(path)' is damaged: \(reason). Remove it and get it again."
    case .tooFew(let descriptor, let wanted, let found):
      "'\(descriptor)' asks for \(wanted) images, but there are only \(found)."
    case .notUniform(let descriptor, let first, let other):
      "The images of '\(descriptor)' differ: one is \(first), another \(other). Give images of one shape with 8 bits per sample."
    case .tooSmall(let descriptor, let image, let shape, let patch):
      "In '\(descriptor)', the image \(image) of \(shape) is smaller than a patch of \(patch). Give larger images or smaller patches."
    }
  }
}
