import RealModule

/// The binomial distribution in logarithms, so that a million trials and probabilities of `exp(-10^6)` are in range.
struct Binomial {
  /// The number of trials.
  let count: Int

  /// The probability of success, strictly between 0 and 1.
  let probability: Double

  /// The logarithm of the probability of `k` successes; minus infinity outside `0 ... count`.
  func logMass(_ k: Int) -> Double {
    guard k >= 0, k <= count else { return -.infinity }
    return Self.logChoose(count, k) + Double(k) * Double.log(probability)
      + Double(count - k) * Double.log(onePlus: -probability)
  }

  /// The logarithm of the probability of at most `k` successes.
  func logCumulative(_ k: Int) -> Double {
    guard k >= 0 else { return -.infinity }
    guard k < count else { return 0 }
    if Double(k) <= Double(count) * probability { return logMass(k) + Double.log(downward(k)) }
    // Above the mean, from the complement.
    return Double.log(onePlus: -Double.exp(min(logMass(k + 1) + Double.log(upward(k + 1)), 0)))
  }

  /// The logarithm of the probability of more than `k` successes.
  func logSurvival(_ k: Int) -> Double {
    guard k < count else { return -.infinity }
    guard k >= 0 else { return 0 }
    if Double(k) > Double(count) * probability { return logMass(k + 1) + Double.log(upward(k + 1)) }
    return Double.log(onePlus: -Double.exp(min(logMass(k) + Double.log(downward(k)), 0)))
  }

  /// The sum of the probabilities of `k, k - 1, …`, relative to that of `k`.
  private func downward(_ k: Int) -> Double {
    var (sum, term) = (1.0, 1.0)
    let odds = (1 - probability) / probability
    for i in stride(from: k, to: 0, by: -1) {
      term *= Double(i) / Double(count - i + 1) * odds
      sum += term
      if term < 1e-17 * sum { break }
    }
    return sum
  }

  /// The sum of the probabilities of `k, k + 1, …`, relative to that of `k`.
  private func upward(_ k: Int) -> Double {
    var (sum, term) = (1.0, 1.0)
    let odds = probability / (1 - probability)
    for i in k..<max(count, k) {
      term *= Double(count - i) / Double(i + 1) * odds
      sum += term
      if term < 1e-17 * sum { break }
    }
    return sum
  }

  /// The logarithm of the binomial coefficient `n` over `k`.
  static func logChoose(_ n: Int, _ k: Int) -> Double {
    guard k > 0, k < n else { return 0 }
    return Double.logGamma(Double(n) + 1) - Double.logGamma(Double(k) + 1)
      - Double.logGamma(Double(n - k) + 1)
  }

  /// The logarithm of the number of words of `n` bits with at most `k` ones.
  static func logBallSize(_ n: Int, _ k: Int) -> Double {
    Binomial(count: n, probability: 0.5).logCumulative(k) + Double(n) * Double.log(2)
  }
}
