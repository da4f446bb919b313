import Dispatch
import Synchronization

/// Does independent pieces of work side by side.
///
/// - Parameters:
///   - elements: what each piece is about.
///   - jobs: how many run at a time; at least 1. No result depends on it.
///   - work: what is done with each.
/// - Returns: the results in the order of the elements.
/// - Throws: the error of the first element, in their order, whose work threw one; work that has not begun by then is left.
package func concurrentMap<Element: Sendable, Product: Sendable>(
  _ elements: [Element], jobs: Int, _ work: @Sendable (Element) throws -> Product
) throws -> [Product] {
  let queue = WorkQueue(Array(elements.indices))
  let ended = Mutex<[Int: Result<Product, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: min(jobs, elements.count)) { _ in
    while let index = queue.next() {
      let result = Result { try work(elements[index]) }
      ended.withLock { $0[index] = result }
      if case .failure = result { queue.close() }
    }
  }
  let results = ended.withLock { $0 }
  // The queue is in order, so all before the first failure have ended.
  return try elements.indices.compactMap { try results[$0]?.get() }
}
