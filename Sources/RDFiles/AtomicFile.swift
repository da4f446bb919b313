import Foundation

/// Atomic file writing.
package enum AtomicFile {
  /// Writes a file: to a temporary name beside it, to the disk, then under its own name.
  ///
  /// An existing file is replaced in one step. After a failure nothing of the new file is left. Devices and pipes, such
  /// as `/dev/stdout`, are written to directly.
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
    try stage(bytes, for: path).commit()
  }

  /// Writes a file unless it exists: of several processes on a shared file system, one succeeds.
  ///
  /// - Returns: whether the file is this one.
  package static func create(
    _ bytes: some Sequence<UInt8>, at path: String
  ) throws(OutputError) -> Bool {
    try stage(bytes, for: path).commitIfAbsent()
  }

  /// Checks that a file can be written, before the work whose output it is for; nothing is changed.
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

  /// Writes a file under a temporary name, which it keeps until it is committed.
  package static func stage(
    _ bytes: some Sequence<UInt8>, for path: String
  ) throws(OutputError) -> AtomicFileWriter {
    let writer = try AtomicFileWriter(path: path)
    try writer.write(Array(bytes))
    try writer.close()
    return writer
  }

  /// Removes a file, if it exists, and syncs its folder.
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

  /// Creates a folder and its missing parents.
  package static func createFolder(_ path: String) throws(OutputError) {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      built += part + "/"
      var status = stat()
      // An existing folder is not created again: on a read-only file system that fails for another reason.
      if stat(built, &status) == 0 { continue }
      guard mkdir(built, 0o755) == 0 || errno == EEXIST else {
        throw .cannotCreateFolder(path: path, reason: lastReason())
      }
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw .cannotCreateFolder(path: path, reason: lastReason())
    }
  }

  /// Whether a file name is that of a temporary file.
  package static func isLeftover(_ name: String) -> Bool {
    TemporaryLeftovers.isTemporary(name)
  }

  /// Removes the temporary files that killed processes have left in a folder of the tool's own.
  ///
  /// Those of another host and of a running process stay.
  package static func removeLeftovers(in folder: String) {
    TemporaryLeftovers.removeAll(in: folder)
  }

  /// Writes all bytes in as many calls as needed; `false` on an error.
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

  /// A rename is durable only once the folder is synced; file systems without support are tolerated.
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

/// The system's message for a failed file operation, without Foundation's codes.
package func plainReason(_ error: any Error) -> String {
  var current = error as NSError
  while let underlying = current.userInfo[NSUnderlyingErrorKey] as? NSError { current = underlying }
  return current.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(current.code))).lowercased()
    : (error as NSError).localizedDescription
}
