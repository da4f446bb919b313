import Foundation
import RDCore
import Synchronization

/// Shows on a terminal how far a fetch has come: one line on standard error, rewritten in place.
final class FetchLine: ProgressObserver {
  private let lastShown = Mutex(Date.distantPast)

  /// A line, or `nil` if standard error is no terminal.
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

  /// Takes the line away.
  func clear() {
    printToStandardError("\r\u{1b}[K")
  }
}
