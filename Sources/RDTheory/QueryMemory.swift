import Synchronization

/// A cache of the answers of a rate–distortion function.
final class QueryMemory: Sendable {
  /// A query, in standard units.
  enum Query: Hashable {
    case rate(distortion: Double)
    case distortion(rateNats: Double)
  }

  private let answers = Mutex<[Query: (lower: Double, upper: Double)]>([:])

  /// The bounds that answer a query, from the cache if they are there.
  func answer(_ query: Query, _ compute: () -> (lower: Double, upper: Double)) -> (
    lower: Double, upper: Double
  ) {
    if let known = answers.withLock({ $0[query] }) { return known }
    let answer = compute()
    answers.withLock { $0[query] = answer }
    return answer
  }
}
