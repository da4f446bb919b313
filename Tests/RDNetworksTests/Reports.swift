import RDCore
import Synchronization

/// Keeps what it is told.
final class Reports: ProgressObserver {
  private let reports = Mutex<[ProgressReport]>([])

  var all: [ProgressReport] { reports.withLock { $0 } }

  func report(_ progress: ProgressReport) {
    reports.withLock { $0.append(progress) }
  }
}
