import Foundation
import RDCore

/// Input files of a command.
package enum InputFile {
  /// The maximum size of a file.
  private static let limit = 1 << 30

  /// A file to read from.
  ///
  /// - Throws: ``InputFileError`` if it cannot be opened.
  static func open(_ path: String) throws(InputFileError) -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw InputFileError(
        path: path, reason: String(cString: strerror(errno)).lowercased(), failureClass: .missing)
    }
    return file
  }

  /// The bytes of a file.
  ///
  /// - Throws: ``InputFileError``.
  package static func read(_ path: String) throws(InputFileError) -> [UInt8] {
    let file = try open(path)
    defer { try? file.close() }
    let bytes: Data
    do {
      bytes = try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw InputFileError(path: path, reason: "it is not a file that can be read")
    }
    guard bytes.count <= limit else {
      throw InputFileError(path: path, reason: "it has more than \(limit) bytes")
    }
    return [UInt8](bytes)
  }

  /// Whether a file begins with these bytes; `nil` for a pipe, which cannot be rewound.
  ///
  /// - Throws: ``InputFileError`` if it cannot be opened.
  package static func begins(_ path: String, with start: [UInt8]) throws(InputFileError) -> Bool? {
    let file = try open(path)
    defer { try? file.close() }
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return (try? file.read(upToCount: start.count)).map { $0.map(Array.init) == start } ?? false
  }

  /// Rejects an output that is one of the inputs, under any name; devices and pipes can be both.
  ///
  /// - Throws: ``CommandError/outputIsInput(_:)``.
  package static func refuse(output: String, among inputs: [String]) throws(CommandError) {
    guard let target = identity(output) else { return }
    for input in inputs where identity(input) == target { throw .outputIsInput(input) }
  }

  /// Device and inode of a regular file, else `nil`.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}

/// A file that cannot be read.
package struct InputFileError: DiagnosedError, Equatable {
  /// Its path.
  package let path: String

  /// Why not.
  package let reason: String

  /// Whether it is missing rather than unreadable.
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
