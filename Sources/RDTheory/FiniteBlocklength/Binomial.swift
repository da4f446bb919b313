import RealModule

/// The binomial distribution in logarithms, so that counts of a million and probabilities of `exp(-10^6)` are in range.
struct Binomial {
  /// Trials.
  let count: Int

  /// The probability of a success, above 0 and below 1.
  let probability: Double

  /// The logarithm of the probability of `k` successes; minus infinity outside of `0 ... count`.
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
    // Above the mean, from what is missing.
    return Double.log(onePlus: -Double.exp(min(logMass(k + 1) + Double.log(upward(k + 1)), 0)))
  }

  /// The logarithm of the probability of more than `k` successes.
  func logSurvival(_ k: Int) -> Double {
    guard k < count else { return -.infinity }
    guard k >= 0 else { return 0 }
    if Double(k) > Double(count) * probability { return logMass(k + 1) + Double.log(upward(k + 1)) }
    return Double.log(onePlus: -Double.exp(min(logMass(k) + Double.log(downward(k)), 0)))
  }

  /// The probabilities of `k, k - 1, …` as shares of that of `k`, added up.
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

  /// The probabilities of `k, k + 1, …` as shares of that of `k`, added up.
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

  /// The logarithm of the number of subsets of `k` out of `n`.
  static func logChoose(_ n: Int, _ k: Int) -> Double {
    guard k > 0, k < n else { return 0 }
    return Double.logGamma(Double(n) + 1) - Double.logGamma(Double(k) + 1)
      - Double.logGamma(Double(n - k) + 1)
  }

  /// The logarithm of how many words of `n` bits have at most `k` ones.
  static func logBallSize(_ n: Int, _ k: Int) -> Double {
    Binomial(count: n, probability: 0.5).logCumulative(k) + Double(n) * Double.log(2)
  }
}
