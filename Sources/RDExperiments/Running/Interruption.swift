internal import Synchronization

/// Whether the user asked a run to stop.
///
/// Setting it takes one atomic store, so a signal handler may do it.
public final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// Nobody has asked yet.
  public init() {}

  /// Asks the run to stop at its next good place.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Whether somebody asked.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}
