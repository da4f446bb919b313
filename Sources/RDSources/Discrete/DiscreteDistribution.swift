import RDCore
import RDNumerics
import RealModule

/// A discrete memoryless source: independent symbols `0 ..< K`, each with a probability.
public struct DiscreteDistribution: Sendable, Equatable {
  /// The probability of each symbol, shape `[K]`; none negative, of sum 1.
  public let probabilities: [Double]

  /// The real number that each symbol stands for, shape `[K]`, all different; `nil` if symbols are names.
  package let values: [Double]?

  /// What to know about the origin of the probabilities; `nil` for nothing.
  package let note: String?

  /// The cumulative probability up to and including each symbol, shape `[K]`; the last is 1.
  private let cumulative: [Double]

  /// A distribution from weights, which are divided by their sum.
  ///
  /// - Precondition: at least one weight; none is negative or infinite, and their sum is positive and finite.
  public init(weights: [Double]) {
    self.init(weights: weights, values: nil)
  }

  /// A distribution of real numbers from weights, which are divided by their sum.
  ///
  /// - Parameters:
  ///   - weights: of each symbol, shape `[K]`.
  ///   - values: what the symbols stand for, shape `[K]`.
  ///   - note: what to know about the weights.
  /// - Precondition: that of ``init(weights:)``; the values are finite and different.
  package init(weights: [Double], values: [Double]?, note: String? = nil) {
    precondition(values == nil || values?.count == weights.count)
    self.values = values
    self.note = note
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

  /// The mean of the values; `nil` if symbols are names.
  package var mean: Double? {
    values.map { zip($0, probabilities).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The variance of the values; `nil` if symbols are names.
  package var variance: Double? {
    guard let values, let mean else { return nil }
    return zip(values, probabilities).reduce(0) { $0 + $1.1 * (($1.0 - mean) * ($1.0 - mean)) }
  }

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
