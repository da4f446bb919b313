import RDCore

/// A file or folder that could not be written or read.
package enum OutputError: DiagnosedError, Equatable {
  case cannotCreateFolder(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case inUse(path: String)
  case otherSpecification(path: String, difference: String)
  case notAResultsFolder(path: String)
  case damaged(path: String, reason: String)
  case contradiction(trial: String, paths: [String])

  package var failureClass: FailureClass {
    switch self {
    case .cannotCreateFolder: .cannotCreate
    case .cannotWrite, .cannotRead: .inputOutput
    case .inUse, .otherSpecification, .notAResultsFolder: .wrongUse
    case .damaged, .contradiction: .badData
    }
  }

  package var description: String {
    switch self {
    case .cannotCreateFolder(let path, let reason):
      "The folder '\(path)' cannot be made: \(reason). Choose another."
    case .cannotWrite(let path, let reason):
      "'\(path)' cannot be written: \(reason). \(reason.contains("space") || reason.contains("quota") ? "Free some space, or choose" : "Choose") another path, then give the same command again."
    case .cannotRead(let path, let reason):
      "'\(path)' cannot be read: \(reason)."
    case .inUse(let path):
      "Another process is writing results to '\(path)'. Wait for it, or choose another folder with --out."
    case .otherSpecification(let path, let difference):
      "The results in '\(path)' were made by another specification (\(difference)). Keep them by giving this run a folder of its own, as in --out \(path)-2, or remove that one."
    case .notAResultsFolder(let path):
      "'\(path)' holds other files than results. Choose another folder with --out."
    case .damaged(let path, let reason):
      "'\(path)' is damaged: \(reason). Remove it; its trial then starts anew."
    case .contradiction(let trial, let paths):
      "'\(trial)' was computed twice with different results, though by the same program on the same kernels: \(paths.map { "'\($0)'" }.joined(separator: " and ")). One of the machines is faulty; remove both files to compute the trial again."
    }
  }
}
