import Dispatch
import RDCore
import Synchronization

/// Runs independent pieces of work concurrently.
///
/// - Parameters:
///   - elements: the input of each piece.
///   - jobs: the number of concurrent pieces, at least 1; no result depends on it.
///   - observer: receives the number of pieces that have ended.
///   - work: processes an element.
/// - Returns: the results in the order of the elements.
/// - Throws: the error of the first failing element in their order; work that has not begun by then is skipped.
package func concurrentMap<Element: Sendable, Product: Sendable>(
  _ elements: [Element], jobs: Int, observer: (any ProgressObserver)? = nil,
  _ work: @Sendable (Element) throws -> Product
) throws -> [Product] {
  let ended = Mutex(0)
  @Sendable func report(_ count: Int) {
    observer?.report(
      ProgressReport(
        part: "all", completed: count, total: elements.count, note: "\(count)/\(elements.count)",
        hasEnded: count == elements.count))
  }
  report(0)
  let results = concurrentResults(elements.indices, jobs: jobs) { index in
    let product = try work(elements[index])
    ended.withLock { count in
      count += 1
      report(count)
    }
    return product
  }
  // Work starts in order, so all before the first failure has ended.
  return try elements.indices.compactMap { try results[$0]?.get() }
}

/// The outcomes of concurrent pieces of work, by index; none begins after a failure or a stop.
func concurrentResults<Product: Sendable>(
  _ indices: some Collection<Int>, jobs: Int, until isStopped: @Sendable () -> Bool = { false },
  _ work: @Sendable (Int) throws -> Product
) -> [Int: Result<Product, any Error>] {
  let waiting = Mutex(Array(indices)[...])
  let ended = Mutex<[Int: Result<Product, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: min(jobs, indices.count)) { _ in
    while !isStopped(), let index = waiting.withLock({ $0.popFirst() }) {
      let result = Result { try work(index) }
      ended.withLock { $0[index] = result }
      if case .failure = result { waiting.withLock { $0 = [] } }
    }
  }
  return ended.withLock { $0 }
}
