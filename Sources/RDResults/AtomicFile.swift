internal import Foundation

/// Files that appear whole or not at all.
public enum AtomicFile {
  /// Writes a file: to a temporary name beside it, to the disk, then under its own name.
  ///
  /// An existing file is replaced in one step. After a failure nothing of the new file is left.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
    let temporary = path + temporarySuffix + String(getpid())
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason()) }
    var problem: String?
    if !writeAll(Array(bytes), to: descriptor) || fsync(descriptor) != 0 { problem = lastReason() }
    if close(descriptor) != 0, problem == nil { problem = lastReason() }
    if problem == nil, rename(temporary, path) != 0 { problem = lastReason() }
    if let problem {
      unlink(temporary)
      throw .cannotWrite(path: path, reason: problem)
    }
    syncFolder(of: path)
  }

  /// Writes a text file in UTF-8, as ``write(_:to:)`` does.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    try write(text.utf8, to: path)
  }

  /// Makes a folder and those above it, where they are missing.
  ///
  /// - Throws: ``OutputError/cannotCreateFolder(path:reason:)``.
  public static func createFolder(_ path: String) throws(OutputError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreateFolder(path: path, reason: plainReason(error))
    }
  }

  /// Removes what writers that were killed have left in a folder.
  static func removeLeftovers(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.contains(temporarySuffix) {
      unlink(folder + "/" + name)
    }
  }

  private static let temporarySuffix = ".partial-"

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
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
  private static func syncFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  private static func lastReason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}

/// The system's own words for a failed file operation, without Foundation's codes around them.
func plainReason(_ error: any Error) -> String {
  var current = error as NSError
  while let underlying = current.userInfo[NSUnderlyingErrorKey] as? NSError { current = underlying }
  return current.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(current.code))).lowercased()
    : (error as NSError).localizedDescription
}
