import RDCore
import RealModule

/// The converse for independent binary symbols under Hamming distortion: `M` balls must hold as many words as the most probable
/// ones of total probability `1 - epsilon`.
///
/// `M >= (<n, r> + alpha C(n, r + 1)) / <n, floor(n d)>` with `<n, k>` the number of words with at most `k` ones.
///
/// > Source: [kostina2012], theorem 20.
package struct BinaryConverse: FiniteBlocklengthBound {
  /// The probability of the rarer symbol, at most 1/2.
  package let probability: Double

  ///
  /// - Precondition: the probability lies strictly between 0 and 1.
  package init(probability: Double) {
    precondition(probability > 0 && probability < 1)
    self.probability = min(probability, 1 - probability)
  }

  package var quantity: String { "converse" }

  package var distortionMeasure: DistortionMeasure { .hamming }

  /// The probability of the rarer symbol.
  package var zeroRateDistortion: Double { probability }

  /// The bound, for an integer number of words; `nil` if it is not above 0.
  package func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) -> Information? {
    let n = blocklength
    let weight = Binomial(count: n, probability: probability)
    // The greatest r such that at most r ones have a probability of at most 1 - epsilon; -1 if not even r = 0 has.
    var (low, high) = (-1, n)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if weight.logSurvival(middle) >= Double.log(excessProbability) {
        low = middle
      } else {
        high = middle - 1
      }
    }
    // The remainder of 1 - epsilon, for words of one more.
    let survival = Double.exp(weight.logSurvival(low)) - excessProbability
    var logWords = low >= 0 ? Binomial.logBallSize(n, low) : -.infinity
    if survival > 0, low < n {
      let logExtra =
        Double.log(survival) - weight.logMass(low + 1) + Binomial.logChoose(n, low + 1)
      let larger = max(logWords, logExtra)
      logWords = larger + Double.log(Double.exp(logWords - larger) + Double.exp(logExtra - larger))
    }
    // A distortion that is a multiple of 1/n up to rounding counts as one.
    let errors = Int((Double(n) * distortion * (1 + 1e-12)).rounded(.down))
    var nats = logWords - Binomial.logBallSize(n, min(errors, n))
    if nats < 30, nats > 0 { nats = Double.log((Double.exp(nats) * (1 - 1e-9)).rounded(.up)) }
    return nats > 0 ? .nats(nats / Double(n)) : nil
  }
}
