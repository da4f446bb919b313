import RDCore

/// A file of a picture, or of a data set, that cannot be used.
public enum ImageFileError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The file does not exist or may not be read; the reason is that of the system.
  case cannotOpen(path: String, reason: String)

  /// Reading failed midway.
  case cannotRead(path: String, reason: String)

  /// The file has more than `limit` bytes.
  case tooLong(path: String, limit: Int)

  /// The first bytes are of none of the known formats.
  case unknownFormat(path: String, known: [String])

  /// A format that is known, but not read.
  case unreadableFormat(path: String, format: String, remedy: String)

  /// No format has the suffix of the path.
  case unknownSuffix(path: String, known: [String])

  /// The header claims more samples than the limit; height and width in pixels.
  case tooLarge(path: String, height: Int, width: Int, channels: Int)

  /// The file does not keep its format.
  case damaged(path: String, format: String, reason: String)

  /// A variant of the format that is not read.
  case unsupported(path: String, format: String, reason: String)

  /// This build lacks the library of the format.
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
    case .unreadableFormat(let path, let format, let remedy):
      "'\(path)' is a file of \(format), which is not read. \(remedy)."
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
