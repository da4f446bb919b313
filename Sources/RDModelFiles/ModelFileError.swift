import RDCore

/// A model file that cannot be used.
package enum ModelFileError: DiagnosedError, Equatable {
  /// The bytes do not begin as a model does.
  case notAModel

  /// The file was written in another format.
  case unsupportedVersion(found: UInt32, supported: UInt32)

  /// More bytes than a model may have.
  case tooLarge(byteCount: Int, limit: Int)

  /// Bytes are missing at the end.
  case truncated(expected: Int, found: Int)

  /// The bytes are not those that were written.
  case damaged(reason: String)

  /// The model is of another kind than is needed.
  case otherKind(expected: String, found: String)

  /// A part that its kind needs is not there.
  case missing(part: String)

  /// An array has not the shape that its kind gives it.
  case wrongShape(array: String, expected: String, found: String)

  /// A model is data.
  package var failureClass: FailureClass { .badData }

  /// The message.
  package var description: String {
    switch self {
    case .notAModel:
      "This is not a model of rdtool. Name a file that 'rdtool train' wrote."
    case .unsupportedVersion(let found, let supported):
      "The model has format version \(found), but this program reads version \(supported). "
        + "Use the program that wrote it, or train the model again."
    case .tooLarge(let byteCount, let limit):
      "The model has \(byteCount) bytes, more than the \(limit) that are read. Name another file."
    case .truncated(let expected, let found):
      "The model has \(found) bytes of \(expected): it was cut short. Get the whole file."
    case .damaged(let reason):
      "The model is damaged: \(reason). Get it again from where it came from."
    case .otherKind(let expected, let found):
      "The model is of the kind '\(found)', but '\(expected)' is needed. Name another model."
    case .missing(let part):
      "The model lacks its \(part). It was written by another program; train it again."
    case .wrongShape(let array, let expected, let found):
      "The model's array '\(array)' is \(found), but its architecture takes \(expected). "
        + "It was written by another program; train it again."
    }
  }
}
