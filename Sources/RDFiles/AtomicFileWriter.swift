import Foundation

/// Writes a file atomically, piece by piece: under a temporary name beside it until it is committed.
///
/// The temporary name, `<path>.partial-<host>-<pid>-<random>`, is new and unguessable, and no link is followed there. A file that is
/// replaced passes its permissions on to the new one. A signal that ends the process removes the temporary file
/// (``TemporaryFileTable``); if it is killed, the next process that writes into the folder does. Devices and pipes, such as
/// `/dev/stdout`, are written to directly.
package final class AtomicFileWriter {
  private let path: String

  /// The temporary name; `nil` for a device or a pipe.
  private let temporary: String?
  private let descriptor: Int32
  private let slot: Int?
  private var isOpen = true
  private var isCommitted = false

  package init(path: String) throws(OutputError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if let open = openedDescriptor(ofPath: path) {
      (temporary, slot) = (nil, nil)
      descriptor = fcntl(open, F_DUPFD_CLOEXEC, 0)
    } else if exists && !isRegular {
      (temporary, slot) = (nil, nil)
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      TemporaryLeftovers.removeOnce(beside: path)
      let name = path + TemporaryLeftovers.suffix + TemporaryOwner.newName
      var created: Int32 = -1
      slot = TemporaryFileTable.list(name) {
        created = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        return created >= 0
      }
      (temporary, descriptor) = (name, created)
    }
    guard descriptor >= 0 else {
      isOpen = false
      // There is no temporary file to remove.
      isCommitted = true
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
    // Without the bits that would lend the file's owner's rights. Not all file systems have permissions.
    if temporary != nil, exists { _ = fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Whether a regular file is written, not a device or a pipe.
  package var isFile: Bool { temporary != nil }

  /// Without ``commit()`` the file is removed.
  deinit {
    if isOpen { _ = Foundation.close(descriptor) }
    if let temporary, !isCommitted {
      unlink(temporary)
      TemporaryFileTable.release(slot)
    }
  }

  package func write(_ bytes: [UInt8]) throws(OutputError) {
    guard AtomicFile.writeAll(bytes, to: descriptor) else {
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
  }

  /// Takes back the bytes that were written last; `false` for a device or a pipe.
  package func takeBack(_ count: Int) throws(OutputError) -> Bool {
    guard temporary != nil else { return false }
    let end = lseek(descriptor, -off_t(count), SEEK_CUR)
    guard end >= 0, ftruncate(descriptor, end) == 0 else {
      throw .cannotWrite(path: path, reason: AtomicFile.lastReason())
    }
    return true
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
    end()
  }

  /// Syncs the file to the disk and gives it its final name, unless there is a file of that name.
  ///
  /// Of several processes, on one host or on several with a shared file system, one succeeds: the name is a hard link, which NFS and
  /// Lustre create atomically. Where there are no hard links, the last one succeeds instead.
  ///
  /// - Returns: whether the file has the name; otherwise it is removed with this writer.
  package func commitIfAbsent() throws(OutputError) -> Bool {
    try close()
    guard let temporary else { return true }
    // NFS may lose the answer and say that there is a file when asked again: this one.
    if link(temporary, path) == 0 || errno == EEXIST && linkCount(of: temporary) > 1 {
      unlink(temporary)
      end()
      return true
    }
    guard errno != EEXIST, access(path, F_OK) != 0 else { return false }
    try commit()
    return true
  }

  /// The file has its final name.
  private func end() {
    isCommitted = true
    TemporaryFileTable.release(slot)
    AtomicFile.syncFolder(of: path)
  }
}

/// The descriptor that a path such as `/dev/stdout` names; `nil` for other paths.
///
/// Where standard output is a regular file, the path would lead to that file, and a temporary name beside the path into `/dev`.
private func openedDescriptor(ofPath path: String) -> Int32? {
  switch path {
  case "/dev/stdout": return STDOUT_FILENO
  case "/dev/stderr": return STDERR_FILENO
  default:
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}

/// The number of names of a file; 0 if there is none.
private func linkCount(of path: String) -> Int {
  let code = errno
  defer { errno = code }
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_nlink) : 0
}
