import Synchronization

/// The answers that a rate–distortion function has computed.
final class QueryMemory: Sendable {
  /// What was asked, in standard units.
  enum Query: Hashable {
    case rate(distortion: Double)
    case distortion(rateNats: Double)
  }

  private let answers = Mutex<[Query: (lower: Double, upper: Double)]>([:])

  /// The bounds that answer a query, computed unless they are known.
  func answer(_ query: Query, _ compute: () -> (lower: Double, upper: Double)) -> (
    lower: Double, upper: Double
  ) {
    if let known = answers.withLock({ $0[query] }) { return known }
    let answer = compute()
    answers.withLock { $0[query] = answer }
    return answer
  }
}
