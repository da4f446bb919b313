import RDCore

/// A checkpoint that a trainer cannot resume from.
package enum CheckpointError: DiagnosedError, Equatable {
  case notACheckpoint
  case unsupportedVersion(found: UInt32, supported: UInt32)
  case truncated(expected: Int, found: Int)
  case oversize(expected: Int, found: Int)
  case altered
  case foreign(expected: String, found: String)

  package var failureClass: FailureClass { .badData }

  package var description: String {
    switch self {
    case .notACheckpoint:
      "This is not a training checkpoint. Remove it to train from the start."
    case .unsupportedVersion(let found, let supported):
      "The training checkpoint has format version \(found), but this program reads version \(supported). "
        + "Go on with the program that wrote it, or remove it to train from the start."
    case .truncated(let expected, let found):
      "The training checkpoint has \(found) bytes of \(expected). Remove it to train from the start."
    case .oversize(let expected, let found):
      "The training checkpoint has \(found) bytes, but should end after \(expected). "
        + "Remove it to train from the start."
    case .altered:
      "The training checkpoint was altered after it was written: its checksum is wrong. "
        + "Remove it to train from the start."
    case .foreign(let expected, let found):
      "The training checkpoint is of another training, '\(found)', not of '\(expected)'. "
        + "Use the folder of that training, or remove the checkpoint to train from the start."
    }
  }
}
