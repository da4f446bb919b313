import Dispatch
import Foundation
import Synchronization

/// A thread pool that processes the parts of one task at a time, and sleeps in between.
///
/// Parts are scheduled dynamically, and the caller takes part, so a preempted thread delays its own part
/// only. The output of a part must not depend on its thread: then no result depends on the number of threads. A team belongs to one thread
/// at a time. Its work allocates nothing.
package final class WorkerTeam {
  /// Threads at work, the caller's included.
  package let size: Int

  private let shared = Shared()

  /// A team.
  ///
  /// - Precondition: `size` is positive.
  package init(size: Int) {
    precondition(size > 0)
    self.size = size
    for _ in 1..<max(size, 1) {
      let thread = Thread { [shared] in shared.workUntilDismissed() }
      thread.name = "rdtool worker"
      thread.start()
    }
  }

  deinit {
    shared.isDismissed.store(true, ordering: .relaxed)
    for _ in 1..<max(size, 1) { shared.start.signal() }
  }

  /// Processes the parts `0 ..< count` of a task, and returns when all are done.
  ///
  /// A closure that the caller stores is not allocated again.
  package func perform(_ count: Int, _ work: @escaping (_ part: Int) -> Void) {
    guard size > 1, count > 1 else {
      for part in 0..<count { work(part) }
      return
    }
    shared.perform(count, helpers: min(size, count) - 1, work)
  }

  /// What the threads share.
  private final class Shared: @unchecked Sendable {
    /// The current task: written only while no part is available, read only by threads with an unfinished part.
    private var work: ((Int) -> Void)?

    /// The number of parts in the high half, the next part in the low one.
    ///
    /// An atomic increment reads both, so a late thread finds either nothing to do or a part of the current task.
    private let ticket = Atomic<UInt64>(0)

    private let unfinished = Atomic<Int>(0)
    private let done = DispatchSemaphore(value: 0)
    let start = DispatchSemaphore(value: 0)
    let isDismissed = Atomic<Bool>(false)

    func perform(_ count: Int, helpers: Int, _ work: @escaping (Int) -> Void) {
      self.work = work
      unfinished.store(count, ordering: .relaxed)
      ticket.store(UInt64(count) << 32, ordering: .releasing)
      for _ in 0..<helpers { start.signal() }
      takeParts()
      done.wait()
      self.work = nil
    }

    func workUntilDismissed() {
      while true {
        start.wait()
        if isDismissed.load(ordering: .relaxed) { return }
        takeParts()
      }
    }

    private func takeParts() {
      while true {
        let ticket = ticket.wrappingAdd(1, ordering: .acquiring).oldValue
        let part = Int(ticket & 0xffff_ffff)
        guard part < Int(ticket >> 32) else { return }
        work?(part)
        if unfinished.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
          done.signal()
        }
      }
    }
  }
}
