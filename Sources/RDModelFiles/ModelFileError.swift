import RDCore

/// A model file that cannot be used.
package enum ModelFileError: DiagnosedError, Equatable {
  case notAModel
  case notSafetensors
  case otherTensors
  case unsupportedVersion(found: UInt32, supported: UInt32)
  case tooLarge(byteCount: Int, limit: Int)
  case truncated(expected: Int, found: Int)
  case damaged(reason: String)
  case otherKind(expected: String, found: String)
  case missing(part: String)
  case wrongShape(array: String, expected: String, found: String)

  package var failureClass: FailureClass { .badData }

  package var description: String {
    switch self {
    case .notAModel:
      "This is not a model of rdtool. Name a file that 'rdtool train' wrote."
    case .notSafetensors:
      "This is neither a model of rdtool nor a file of safetensors. Name a file that 'rdtool train' or 'rdtool model' wrote."
    case .otherTensors:
      "This file of safetensors holds no model of rdtool: its metadata lack format = rdtool-model, kind or architecture. "
        + "Keep the metadata of the file that 'rdtool model' wrote."
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
