import RDCore

/// A file of a picture, or of a data set, that cannot be used.
public enum ImageFileError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case cannotOpen(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case tooLong(path: String, limit: Int)
  case unknownFormat(path: String, known: [String])
  case unknownSuffix(path: String, known: [String])
  case tooLarge(path: String, height: Int, width: Int, channels: Int)
  case damaged(path: String, format: String, reason: String)
  case unsupported(path: String, format: String, reason: String)
  case libraryAbsent(path: String, format: String, library: String)

  package var failureClass: FailureClass {
    switch self {
    case .cannotOpen, .libraryAbsent: .missing
    case .cannotRead: .inputOutput
    case .unknownSuffix: .wrongUse
    default: .badData
    }
  }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "The file '\(path)' cannot be opened: \(reason). Check its name and its permissions."
    case .cannotRead(let path, let reason):
      "The file '\(path)' cannot be read to its end: \(reason)."
    case .tooLong(let path, let limit):
      "The file '\(path)' is longer than \(limit) bytes. Give a smaller picture."
    case .unknownFormat(let path, let known):
      "The file '\(path)' begins like no picture that can be read. Convert it to \(known.joined(separator: ", "))."
    case .unknownSuffix(let path, let known):
      "The name '\(path)' does not say which format to write. End it with \(known.joined(separator: ", "))."
    case .tooLarge(let path, let height, let width, let channels):
      "The picture '\(path)' has \(width) by \(height) pixels of \(channels) sample\(channels == 1 ? "" : "s"), more than \(ImageFile.sampleLimit) samples in all. Cut or shrink it."
    case .damaged(let path, let format, let reason):
      "The file '\(path)' is damaged: as \(format), \(reason). Get it again from where it came."
    case .unsupported(let path, let format, let reason):
      "'\(path)' as \(format): \(reason)."
    case .libraryAbsent(let path, let format, let library):
      "'\(path)' needs \(library) for \(format), which this build does without. Run scripts/setup and build again."
    }
  }
}
