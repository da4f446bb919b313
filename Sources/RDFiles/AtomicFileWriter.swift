import Foundation

/// Writes a file atomically, piece by piece: under a temporary name beside it until it is committed.
///
/// Devices and pipes, such as `/dev/stdout`, are written to directly.
package final class AtomicFileWriter {
  private let path: String

  /// The temporary name; `nil` for a device or a pipe.
  private let temporary: String?
  private let descriptor: Int32
  private var isOpen = true
  private var isCommitted = false

  package init(path: String) throws(OutputError) {
    self.path = path
    var status = stat()
    let isInPlace = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    temporary = isInPlace ? nil : path + AtomicFile.temporarySuffix + String(getpid())
    descriptor =
      isInPlace
      ? open(path, O_WRONLY | O_CLOEXEC)
      : open(temporary ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      isOpen = false
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
  }

  /// Whether a regular file is written, not a device or a pipe.
  package var isFile: Bool { temporary != nil }

  /// Without ``commit()`` the file is removed.
  deinit {
    if isOpen { _ = Foundation.close(descriptor) }
    if let temporary, !isCommitted { unlink(temporary) }
  }

  package func write(_ bytes: [UInt8]) throws(OutputError) {
    guard AtomicFile.writeAll(bytes, to: descriptor) else {
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
  }

  /// Ends the file and syncs it to the disk, still under its temporary name.
  package func close() throws(OutputError) {
    guard isOpen else { return }
    let isSynced = temporary == nil || fsync(descriptor) == 0
    isOpen = false
    guard Foundation.close(descriptor) == 0, isSynced else {
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
  }

  /// Syncs the file to the disk and renames it to its final name, replacing an existing file.
  package func commit() throws(OutputError) {
    try close()
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else {
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
    isCommitted = true
    AtomicFile.syncFolder(of: path)
  }
}
