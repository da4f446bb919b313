import Dispatch
import RDCore
import Synchronization

/// Works on several elements at a time, and takes the products in their order; of `jobs` elements there is something in memory.
///
/// - Parameters:
///   - indices: of the elements.
///   - jobs: the number of concurrent elements, at least 1; no result depends on it.
///   - observer: receives the number of elements that are done.
///   - read: finds an element; in order, on the calling thread.
///   - work: processes an element; on any thread.
///   - take: receives a product; in order, on the calling thread.
/// - Throws: what the closures throw, for the first index that failed.
func inOrder<Element: Sendable, Product: Sendable>(
  _ indices: Range<Int>, jobs: Int, observer: (any ProgressObserver)?,
  read: (Int) throws -> Element, work: @Sendable (Int, Element) throws -> Product,
  take: (Int, Product) throws -> Void
) throws {
  for start in stride(from: indices.lowerBound, to: indices.upperBound, by: jobs) {
    let some = start..<min(start + jobs, indices.upperBound)
    let elements = try some.map(read)
    let products = Mutex<[Int: Result<Product, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: some.count) { offset in
      let result = Result { try work(start + offset, elements[offset]) }
      products.withLock { $0[start + offset] = result }
    }
    let done = products.withLock { $0 }
    for index in some {
      guard let product = try done[index]?.get() else { preconditionFailure("all have ended") }
      try take(index, product)
    }
    observer?.report(
      ProgressReport(
        part: "all", completed: some.upperBound - indices.lowerBound, total: indices.count,
        note: "\(some.upperBound - indices.lowerBound)/\(indices.count)",
        hasEnded: some.upperBound == indices.upperBound))
  }
}
