import Foundation
import RDCore

/// Files that a command was given.
package enum InputFile {
  /// The most bytes that are read of one.
  private static let limit = 1 << 30

  /// The bytes of a file.
  ///
  /// - Throws: ``InputFileError``.
  package static func read(_ path: String) throws(InputFileError) -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw InputFileError(
        path: path, reason: String(cString: strerror(errno)).lowercased(), failureClass: .missing)
    }
    defer { try? file.close() }
    let bytes: Data
    do {
      bytes = try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw InputFileError(path: path, reason: "it is no file that can be read")
    }
    guard bytes.count <= limit else {
      throw InputFileError(path: path, reason: "it has more than \(limit) bytes")
    }
    return [UInt8](bytes)
  }

  /// Whether a file begins with these bytes; `nil` for a pipe, from which they would be gone.
  ///
  /// - Throws: ``InputFileError`` for what cannot be opened.
  package static func begins(_ path: String, with start: [UInt8]) throws(InputFileError) -> Bool? {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw InputFileError(
        path: path, reason: String(cString: strerror(errno)).lowercased(), failureClass: .missing)
    }
    defer { try? file.close() }
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return (try? file.read(upToCount: start.count)).map { $0.map(Array.init) == start } ?? false
  }
}

/// A file that cannot be read.
package struct InputFileError: DiagnosedError, Equatable {
  /// Its path.
  package let path: String

  /// Why not.
  package let reason: String

  /// Whether it is not there, or not what can be read.
  package var failureClass = FailureClass.badData

  package init(
    path: String, reason: String, failureClass: FailureClass = FailureClass.badData
  ) {
    self.path = path
    self.reason = reason
    self.failureClass = failureClass
  }

  package var description: String { "'\(path)' cannot be read: \(reason). Name another file." }
}
