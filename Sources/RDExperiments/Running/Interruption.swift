import Synchronization

/// Whether the user asked a run to stop.
///
/// Setting it is one atomic store, so a signal handler may do it.
package final class Interruption: Sendable {
  private let flag = Atomic(false)

  package init() {}

  /// Asks the run to stop at its next opportunity.
  package func request() { flag.store(true, ordering: .relaxed) }

  package var isRequested: Bool { flag.load(ordering: .relaxed) }
}
