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
      "The checkpoint is of a training with \(Self.difference(of: found, from: expected)), but this one has \(Self.difference(of: expected, from: found)). "
        + "Continue with the settings that it was begun with, or remove the checkpoint to train from the start."
    }
  }

  /// The parts of an identity, separated by semicolons and commas, that another lacks.
  private static func difference(of identity: String, from other: String) -> String {
    func parts(_ text: String) -> [Substring] { text.split { ";,".contains($0) } }
    let known = Set(parts(other))
    let own = parts(identity).filter { !known.contains($0) }.map { part in
      part.hasPrefix("data=") ? "other pictures (\(part))" : "\(part)"
    }
    return own.isEmpty ? "nothing more" : own.joined(separator: ", ")
  }
}
