import Foundation
import RDFiles

/// An advisory lock against two processes that write the same results; it is released when the process ends in any way.
final class RunLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: `OutputError/inUse(path:)` if another process holds it; `OutputError/cannotWrite(path:reason:)`.
  init(at lockPath: String, for path: String) throws(OutputError) {
    descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: lockPath, reason: AtomicFile.lastReason())
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(path: path)
    }
  }

  deinit {
    // Explicitly, since a child process that is being started may hold a copy of the descriptor.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
