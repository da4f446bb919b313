import Foundation
import Synchronization

/// The programs that run for this process, in memory that a signal handler may read.
///
/// Each leads a process group, which a terminal's Ctrl-C does not reach; what it has started is in that group, too.
package enum RunningPrograms {
  /// More run all the same, but a signal leaves them behind.
  private static let capacity = 256

  private struct Slots: @unchecked Sendable {
    /// The process groups; 0 where there is none.
    let groups: UnsafeMutablePointer<Atomic<pid_t>>

    init() {
      groups = .allocate(capacity: capacity)
      for slot in 0..<capacity { (groups + slot).initialize(to: Atomic(0)) }
    }
  }

  private static let slots = Slots()

  /// Whether a handler is ending them, after which the process ends.
  private static let isEnding = Atomic(false)

  /// Allocates the table, which a handler must not do.
  package static func prepare() { _ = slots }

  /// Lists a program that has just been started.
  ///
  /// - Returns: the slot to release when it has ended; `nil` if the table is full.
  static func list(_ process: pid_t) -> Int? {
    let slot = (0..<capacity).first {
      slots.groups[$0].compareExchange(
        expected: 0, desired: process, ordering: .sequentiallyConsistent
      ).exchanged
    }
    if isEnding.load(ordering: .sequentiallyConsistent) { kill(-process, SIGTERM) }
    return slot
  }

  /// Frees a slot.
  static func release(_ slot: Int?) {
    if let slot { slots.groups[slot].store(0, ordering: .sequentiallyConsistent) }
  }

  /// Ends all programs with what they have started; the process must end after that.
  ///
  /// Safe in a signal handler: it allocates nothing and takes no lock.
  package static func endAll() {
    isEnding.store(true, ordering: .sequentiallyConsistent)
    for slot in 0..<capacity {
      let group = slots.groups[slot].load(ordering: .sequentiallyConsistent)
      if group > 0 { kill(-group, SIGTERM) }
    }
  }
}
