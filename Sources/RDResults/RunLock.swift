import Foundation
import RDFiles

/// Keeps two processes from writing to the same results: an advisory lock, which ends with its process however that ends.
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
    // Explicitly, since a child process that is just being started may still have a copy of the descriptor.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
