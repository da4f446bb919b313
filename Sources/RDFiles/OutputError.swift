import RDCore

/// A file or folder that could not be written or read.
package enum OutputError: DiagnosedError, Equatable {
  /// A folder could not be made.
  case cannotCreateFolder(path: String, reason: String)

  /// A file could not be written; nothing of it is left.
  case cannotWrite(path: String, reason: String)

  /// A file that should be there could not be read.
  case cannotRead(path: String, reason: String)

  /// Another process is writing to the same results.
  case inUse(path: String)

  /// The results there were made by another specification.
  case otherSpecification(path: String, difference: String)

  /// The folder holds files that are no results.
  case notAResultsFolder(path: String)

  /// A stored trial or checkpoint is not what was written.
  case damaged(path: String, reason: String)

  /// The class by cause.
  package var failureClass: FailureClass {
    switch self {
    case .cannotCreateFolder: .cannotCreate
    case .cannotWrite, .cannotRead: .inputOutput
    case .inUse, .otherSpecification, .notAResultsFolder: .wrongUse
    case .damaged: .badData
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .cannotCreateFolder(let path, let reason):
      "The folder '\(path)' cannot be made: \(reason). Choose another with --out."
    case .cannotWrite(let path, let reason):
      "'\(path)' cannot be written: \(reason). Make room or choose another place, then give the same command again."
    case .cannotRead(let path, let reason):
      "'\(path)' cannot be read: \(reason)."
    case .inUse(let path):
      "Another process is writing results to '\(path)'. Wait for it, or choose another place with --out."
    case .otherSpecification(let path, let difference):
      "The results in '\(path)' were made by another specification (\(difference)). Keep them by giving this run a folder of its own, as in --out \(path)-2, or remove that one."
    case .notAResultsFolder(let path):
      "'\(path)' holds other files than results. Choose another place with --out."
    case .damaged(let path, let reason):
      "'\(path)' is damaged: \(reason). Remove it; its trial then starts anew."
    }
  }
}
