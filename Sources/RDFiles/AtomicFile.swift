import Foundation

/// Files that appear whole or not at all.
package enum AtomicFile {
  /// Writes a file: to a temporary name beside it, to the disk, then under its own name.
  ///
  /// An existing file is replaced in one step. After a failure nothing of the new file is left. What is no file but takes bytes, such
  /// as `/dev/stdout` or a pipe, is written to as it is.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      return try writeInPlace(bytes, to: path)
    }
    let staged = try stage(bytes, for: path)
    do throws(OutputError) {
      try staged.commit()
    } catch {
      staged.discard()
      throw error
    }
  }

  /// Makes sure that a file can be written, before the work whose outcome it is to hold.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``; nothing is changed in any case.
  package static func checkWritable(_ path: String) throws(OutputError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
      return try stage([], for: path).discard()
    }
    guard status.st_mode & S_IFMT != S_IFDIR, access(path, W_OK) == 0 else {
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : errno
      throw .cannotWrite(path: path, reason: lastReason())
    }
  }

  /// Writes to a device or a pipe, which must not be replaced by a file; a folder refuses.
  private static func writeInPlace(
    _ bytes: some Sequence<UInt8>, to path: String
  ) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason()) }
    let problem = writeAll(Array(bytes), to: descriptor) ? nil : lastReason()
    close(descriptor)
    if let problem { throw .cannotWrite(path: path, reason: problem) }
  }

  /// Writes a file to the disk under a temporary name beside its own.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``; nothing is left then.
  package static func stage(
    _ bytes: some Sequence<UInt8>, for path: String
  ) throws(OutputError) -> Staged {
    let temporary = path + temporarySuffix + String(getpid())
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason()) }
    var problem: String?
    if !writeAll(Array(bytes), to: descriptor) || fsync(descriptor) != 0 { problem = lastReason() }
    if close(descriptor) != 0, problem == nil { problem = lastReason() }
    if let problem {
      unlink(temporary)
      throw .cannotWrite(path: path, reason: problem)
    }
    return Staged(temporary: temporary, path: path)
  }

  /// A file that is written but not yet under its own name.
  package struct Staged {
    fileprivate let temporary: String
    fileprivate let path: String

    /// Gives it its own name, in place of what had it.
    ///
    /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
    package func commit() throws(OutputError) {
      guard rename(temporary, path) == 0 else {
        throw .cannotWrite(path: path, reason: lastReason())
      }
      syncFolder(of: path)
    }

    /// Takes it away, if it has not got its own name.
    package func discard() {
      unlink(temporary)
    }
  }

  /// Removes a file, if it is there, and has the disk know.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  package static func remove(_ path: String) throws(OutputError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .cannotWrite(path: path, reason: lastReason())
    }
    syncFolder(of: path)
  }

  /// Writes a text file in UTF-8, as ``write(_:to:)`` does.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  package static func write(_ text: String, to path: String) throws(OutputError) {
    try write(text.utf8, to: path)
  }

  /// Makes a folder and those above it, where they are missing.
  ///
  /// - Throws: ``OutputError/cannotCreateFolder(path:reason:)``.
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
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
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

  /// The system's words for the last failure.
  static func lastReason() -> String {
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
