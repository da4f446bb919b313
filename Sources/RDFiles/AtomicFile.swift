import Foundation

/// Files that appear whole or not at all.
package enum AtomicFile {
  /// Writes a file: to a temporary name beside it, to the disk, then under its own name.
  ///
  /// An existing file is replaced in one step. After a failure nothing of the new file is left. What is not a file but takes bytes, such
  /// as `/dev/stdout` or a pipe, is written to as it is.
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
    try stage(bytes, for: path).commit()
  }

  /// Makes sure that a file can be written, before the work whose outcome it is to hold; nothing is changed in any case.
  package static func checkWritable(_ path: String) throws(OutputError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
      _ = try AtomicFileWriter(path: path)
      return
    }
    guard status.st_mode & S_IFMT != S_IFDIR, access(path, W_OK) == 0 else {
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : errno
      throw .cannotWrite(path: path, reason: lastReason())
    }
  }

  /// Writes a file to the disk under a temporary name, which it keeps until it is committed.
  package static func stage(
    _ bytes: some Sequence<UInt8>, for path: String
  ) throws(OutputError) -> AtomicFileWriter {
    let writer = try AtomicFileWriter(path: path)
    try writer.write(Array(bytes))
    try writer.close()
    return writer
  }

  /// Removes a file, if it is there, and has the disk know.
  package static func remove(_ path: String) throws(OutputError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .cannotWrite(path: path, reason: lastReason())
    }
    syncFolder(of: path)
  }

  /// Writes a text file in UTF-8, as ``write(_:to:)`` does.
  package static func write(_ text: String, to path: String) throws(OutputError) {
    try write(text.utf8, to: path)
  }

  /// Makes a folder and those above it, where they are missing.
  package static func createFolder(_ path: String) throws(OutputError) {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      built += part + "/"
      var status = stat()
      // An existing folder is looked at, not made: on a read-only file system that fails for another reason.
      if stat(built, &status) == 0 { continue }
      guard mkdir(built, 0o755) == 0 || errno == EEXIST else {
        throw .cannotCreateFolder(path: path, reason: lastReason())
      }
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw .cannotCreateFolder(path: path, reason: lastReason())
    }
  }

  /// Whether a file name is that of a file that was being written.
  package static func isLeftover(_ name: String) -> Bool {
    name.contains(temporarySuffix)
  }

  /// Removes what writers that were killed have left in a folder.
  package static func removeLeftovers(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where isLeftover(name) {
      unlink(folder + "/" + name)
    }
  }

  /// What stands behind the name of a file that is being written, before the number of the process.
  static let temporarySuffix = ".partial-"

  /// Writes all bytes, however many calls that takes; whether it worked.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
        let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return false
        }
        offset += written
      }
      return true
    }
  }

  /// A renamed file is safe only when its folder is; a file system that cannot do this is no reason to fail.
  static func syncFolder(of path: String) {
    let descriptor = open(parentFolder(ofPath: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  package static func lastReason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}

/// The system's own words for a failed file operation, without Foundation's codes around them.
package func plainReason(_ error: any Error) -> String {
  var current = error as NSError
  while let underlying = current.userInfo[NSUnderlyingErrorKey] as? NSError { current = underlying }
  return current.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(current.code))).lowercased()
    : (error as NSError).localizedDescription
}
