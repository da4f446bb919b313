import RDCore
import RDNumerics
import RealModule

/// The achievability bound for independent binary symbols under Hamming distortion: random codewords of independent bits.
///
/// With `M` codewords whose bits are 1 with probability `q = (p - d) / (1 - 2 d)`, a block is not covered with probability
/// `E (1 - B_K)^M`, where `K` is the number of ones in the block and `B_k` the probability that a codeword differs from a block
/// of `k` ones in at most `n d` positions. The probabilities `B_k` are exact, where [kostina2012] bounds them from below.
///
/// > Source: [kostina2012], theorem 21; random coding [shannon1959].
package struct BinaryAchievability: FiniteBlocklengthBound {
  /// The probability of the rarer symbol, at most 1/2.
  package let probability: Double

  ///
  /// - Precondition: the probability lies strictly between 0 and 1.
  package init(probability: Double) {
    precondition(probability > 0 && probability < 1)
    self.probability = min(probability, 1 - probability)
  }

  package var quantity: String { "achievability" }

  package var distortionMeasure: DistortionMeasure { .hamming }

  /// The probability of the rarer symbol.
  package var zeroRateDistortion: Double { probability }

  /// The bound; 0 where a single codeword, of zeros, suffices; `nil` if it does not and the distortion is at or above
  /// ``zeroRateDistortion``, or if the bound exceeds the one bit per sample of all words.
  package func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) -> Information? {
    let n = blocklength
    let errors = min(Int((Double(n) * distortion * (1 + 1e-12)).rounded(.down)), n)
    let ones = Binomial(count: n, probability: probability)
    if ones.logSurvival(errors) <= Double.log(excessProbability) { return .zero }
    guard distortion < probability else { return nil }
    let q = (probability - distortion) / (1 - 2 * distortion)
    var known: [Int: Double] = [:]
    func logBall(_ k: Int) -> Double {
      if let value = known[k] { return value }
      let value = Self.logBall(n: n, ones: k, errors: errors, q: q)
      known[k] = value
      return value
    }
    /// The least number of ones for which the expected number of codewords near enough is below a number; `B_k` decreases with
    /// `k`.
    func first(_ logSize: Double, below logNumber: Double) -> Int {
      var (low, high) = (0, n + 1)
      while low < high {
        let middle = (low + high) / 2
        if logSize + logBall(middle) < logNumber { high = middle } else { low = middle + 1 }
      }
      return low
    }
    func miss(_ logSize: Double) -> Double {
      let covered = first(logSize, below: Double.log(40))
      let open = first(logSize, below: Double.log(1e-17))
      var sum = open <= n ? Double.exp(ones.logSurvival(open - 1)) : 0
      for k in covered..<max(open, covered) {
        let logMass = ones.logMass(k)
        guard logMass > -60 else { continue }
        let ball = logBall(k)
        let logMiss = ball < -40 ? ball : Double.log(-Double.log(onePlus: -Double.exp(ball)))
        sum += Double.exp(logMass - Double.exp(logSize + logMiss))
      }
      return sum
    }
    var low = 0.0
    guard miss(low) > excessProbability else { return .zero }
    // All words together are a code of one bit per sample.
    var high = Double(n) * Double.log(2)
    guard miss(high) <= excessProbability else { return nil }
    for _ in 0..<70 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if miss(middle) > excessProbability { low = middle } else { high = middle }
    }
    // A code has an integer number of codewords.
    let nats = high < 30 ? Double.log((Double.exp(high) - 1e-9).rounded(.up)) : high
    return .nats(min(max(nats / Double(n), 0), Double.log(2)))
  }

  /// `ln B_k`: at most `errors` positions differ; those of ones do with probability `1 - q`, the others with `q`.
  private static func logBall(n: Int, ones: Int, errors: Int, q: Double) -> Double {
    guard errors < n else { return 0 }
    let atOnes = Binomial(count: ones, probability: 1 - q)
    let atZeros = Binomial(count: n - ones, probability: q)
    let highest = min(ones, errors)
    func logTerm(_ i: Int) -> Double {
      atOnes.logMass(i) + atZeros.logMass(min(errors - i, (n - ones)))
    }
    // The sum is over the differences at ones; its terms rise and fall once. The maximum of the whole is near that of the sum
    // over the other positions.
    var (low, high) = (max(0, errors - (n - ones)), highest)
    while high - low > 2 {
      let left = low + (high - low) / 3
      let right = high - (high - low) / 3
      if logTerm(left) < logTerm(right) { low = left + 1 } else { high = right }
    }
    let top = low
    // Terms are computed by ratios from the fewest differences at zeros on, along with the cumulative probability.
    let reach = Int(14 * Double(n).squareRoot()) + 60
    let begin = min(highest, top + reach)
    let end = max(0, top - reach)
    var logMassOnes = atOnes.logMass(begin)
    var logMassZeros = atZeros.logMass(errors - begin)
    var logCumulative = atZeros.logCumulative(errors - begin)
    var peak = logMassOnes + logCumulative
    var sum = 1.0
    var i = begin
    while i > end {
      // From i to i - 1 at the ones, from errors - i to one more at the zeros.
      logMassOnes += Double.log(
        Double(i) / Double(ones - i + 1) * (q / (1 - q)))
      i -= 1
      let j = errors - i
      if j <= n - ones {
        let next = atZeros.count - j + 1
        logMassZeros += Double.log(Double(next) / Double(j) * (q / (1 - q)))
        logCumulative = min(
          0, logCumulative + Double.log(onePlus: Double.exp(logMassZeros - logCumulative)))
      } else {
        logCumulative = 0
      }
      let term = logMassOnes + logCumulative
      if term > peak {
        sum = sum * Double.exp(peak - term) + 1
        peak = term
      } else {
        sum += Double.exp(term - peak)
      }
    }
    return min(peak + Double.log(sum), 0)
  }
}
