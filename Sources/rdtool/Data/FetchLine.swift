import Foundation
import RDCore
import Synchronization

/// A progress line of a download on standard error, rewritten in place.
final class FetchLine: ProgressObserver {
  private let lastShown = Mutex(Date.distantPast)

  /// A line, or `nil` if standard error is not a terminal.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
  }

  func report(_ progress: ProgressReport) {
    lastShown.withLock { lastShown in
      let now = Date()
      guard now.timeIntervalSince(lastShown) > 0.1 else { return }
      lastShown = now
      let share = 100 * progress.completed / max(progress.total, 1)
      let text = String(
        format: "%@: %.1f MB, %d %%", progress.note, Double(progress.completed) / 1e6, share)
      printToStandardError("\r\(text)\u{1b}[K")
    }
  }

  /// Clears the line.
  func clear() {
    printToStandardError("\r\u{1b}[K")
  }
}
