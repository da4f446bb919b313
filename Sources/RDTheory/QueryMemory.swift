import Synchronization

/// A cache of the answers of a rate–distortion function.
final class QueryMemory<Query: Hashable & Sendable, Answer: Sendable>: Sendable {
  private let answers = Mutex<[Query: Answer]>([:])

  /// The answer to a query, from the cache if it is there.
  func answer(_ query: Query, _ compute: () -> Answer) -> Answer {
    if let known = answers.withLock({ $0[query] }) { return known }
    let answer = compute()
    answers.withLock { $0[query] = answer }
    return answer
  }
}
