import Foundation
import RDCore

/// Input files of a command.
package enum InputFile {
  /// The maximum size of a file.
  private static let limit = 1 << 30

  /// A file to read from.
  ///
  /// - Throws: `Diagnosis` if it cannot be opened.
  static func open(_ path: String) throws(Diagnosis) -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw unreadable(path, String(cString: strerror(errno)).lowercased(), .missing)
    }
    return file
  }

  /// The bytes of a file.
  ///
  /// - Throws: `Diagnosis`.
  package static func read(_ path: String) throws(Diagnosis) -> [UInt8] {
    let file = try open(path)
    defer { try? file.close() }
    let bytes: Data
    do {
      bytes = try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw unreadable(path, "it is not a file that can be read")
    }
    guard bytes.count <= limit else {
      throw unreadable(path, "it has more than \(limit) bytes")
    }
    return [UInt8](bytes)
  }

  /// The size of a file in bytes, of the one behind a link.
  ///
  /// - Throws: `Diagnosis` if there is none.
  static func size(_ path: String) throws(Diagnosis) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw unreadable(path, String(cString: strerror(errno)).lowercased(), .missing)
    }
    return Int(status.st_size)
  }

  /// Whether a file begins with these bytes; `nil` for a pipe, which cannot be rewound.
  ///
  /// - Throws: `Diagnosis` if it cannot be opened.
  package static func begins(_ path: String, with start: [UInt8]) throws(Diagnosis) -> Bool? {
    let file = try open(path)
    defer { try? file.close() }
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return (try? file.read(upToCount: start.count)).map { $0.map(Array.init) == start } ?? false
  }

  static func unreadable(
    _ path: String, _ reason: String, _ failureClass: FailureClass = .badData
  ) -> Diagnosis {
    Diagnosis(failureClass, "'\(path)' cannot be read: \(reason). Name another file.")
  }

  /// Rejects an output that is one of the inputs, under any name; devices and pipes can be both.
  ///
  /// - Throws: `Diagnosis`.
  package static func refuse(
    output: String, among inputs: [String], flag: String = "--output"
  ) throws(Diagnosis) {
    guard let target = identity(output) else { return }
    for input in inputs where identity(input) == target {
      throw Diagnosis.wrongUse(
        "\(flag): that is the file '\(input)' itself, which would be lost. Name another.")
    }
  }

  /// Device and inode of a regular file, else `nil`.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}
