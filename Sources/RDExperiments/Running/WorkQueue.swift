import Synchronization

/// Indices handed out one at a time to whoever is free.
final class WorkQueue: Sendable {
  private let waiting: Mutex<ArraySlice<Int>>

  init(_ indices: [Int]) {
    waiting = Mutex(indices[...])
  }

  package func next() -> Int? {
    waiting.withLock { $0.popFirst() }
  }

  func close() {
    waiting.withLock { $0 = [] }
  }
}
