import Dispatch
import Synchronization

/// Does independent pieces of work side by side.
///
/// - Parameters:
///   - elements: what each piece is about.
///   - jobs: how many run at a time, at least 1; no result depends on it.
///   - work: what is done with each.
/// - Returns: the results in the order of the elements.
/// - Throws: the error of the first element, in their order, whose work threw one; work that has not begun by then is left.
package func concurrentMap<Element: Sendable, Product: Sendable>(
  _ elements: [Element], jobs: Int, _ work: @Sendable (Element) throws -> Product
) throws -> [Product] {
  let results = concurrentResults(elements.indices, jobs: jobs) { try work(elements[$0]) }
  // The work is handed out in order, so all before the first failure has ended.
  return try elements.indices.compactMap { try results[$0]?.get() }
}

/// What became of pieces of work that were done side by side, by their indices; none begins after a failure or a stop.
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
