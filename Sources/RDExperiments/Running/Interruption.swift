import Synchronization

/// Whether the user asked a run to stop.
///
/// Setting it takes one atomic store, so a signal handler may do it.
package final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// Nobody has asked yet.
  package init() {}

  /// Asks the run to stop at its next good place.
  package func request() { flag.store(true, ordering: .relaxed) }

  /// Whether somebody asked.
  package var isRequested: Bool { flag.load(ordering: .relaxed) }
}
