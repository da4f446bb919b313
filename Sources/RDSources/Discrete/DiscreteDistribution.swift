import RDCore
import RDNumerics
import RealModule

/// A discrete memoryless source: independent symbols `0 ..< K`, each with a probability.
public struct DiscreteDistribution: Sendable, Equatable {
  /// The probability of each symbol, shape `[K]`; none negative, of sum 1.
  public let probabilities: [Double]

  /// The cumulative probability up to and including each symbol, shape `[K]`; the last is 1.
  private let cumulative: [Double]

  /// A distribution from weights, which are divided by their sum.
  ///
  /// - Precondition: at least one weight; none is negative or infinite, and their sum is positive and finite.
  public init(weights: [Double]) {
    precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite })
    var total = CompensatedSum()
    for weight in weights { total.add(weight) }
    precondition(total.value > 0 && total.value.isFinite, "a distribution needs mass")
    probabilities = weights.map { $0 / total.value }
    var sum = CompensatedSum()
    var cumulative: [Double] = []
    for probability in probabilities {
      sum.add(probability)
      cumulative.append(min(sum.value, 1))
    }
    cumulative[cumulative.count - 1] = 1
    self.cumulative = cumulative
  }

  /// Number of symbols, `K`.
  package var symbolCount: Int { probabilities.count }

  /// The entropy of a symbol.
  public var entropy: Information {
    var sum = CompensatedSum()
    for probability in probabilities where probability > 0 {
      sum.add(-probability * Double.log2(probability))
    }
    return .bits(sum.value)
  }

  /// Draws a symbol.
  ///
  /// - Complexity: O(log K).
  package func sample(using stream: inout RandomStream) -> Int {
    let uniform = stream.nextUniform()
    var first = 0
    var count = symbolCount - 1
    while count > 0 {
      let half = (count + 1) / 2
      first += cumulative[first + half - 1] <= uniform ? half : 0
      count -= half
    }
    return first
  }
}
