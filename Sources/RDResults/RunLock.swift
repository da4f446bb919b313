import Foundation
import RDFiles

/// An advisory lock against two runs that publish the same results; it is released when the process ends in any way.
///
/// It saves work and spares surprises, but nothing depends on it: network file systems may not have it.
package final class RunLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, if the file system has locks.
  ///
  /// - Parameters:
  ///   - lockPath: the file of the lock, made if it is missing.
  ///   - isShared: whether others may share it, as shards of a sweep do.
  ///   - path: the folder that is locked, for messages.
  ///   - patience: how long to wait for a process that holds it.
  /// - Throws: `OutputError/inUse(path:)` if another process holds it; `OutputError/cannotWrite(path:reason:)`.
  package init(
    at lockPath: String, isShared: Bool, for path: String, patience: Duration = .zero
  ) throws(OutputError) {
    descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: lockPath, reason: AtomicFile.lastReason())
    }
    let end = ContinuousClock.now + patience
    while flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0, errno == EWOULDBLOCK {
      guard ContinuousClock.now < end else {
        close(descriptor)
        throw .inUse(path: path)
      }
      usleep(100_000)
    }
  }

  deinit {
    // Explicitly, since a child process that is being started may hold a copy of the descriptor.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
