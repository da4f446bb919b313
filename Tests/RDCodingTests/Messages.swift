import RDCoding
import RDCore

/// A distribution to test with, and messages from it.
struct MessageSource: Sendable {
  let name: String
  let probabilities: [Double]
  let precision: Int

  /// Alphabets from 1 to the largest, even, skewed and with borders everywhere.
  static let all: [MessageSource] = [
    MessageSource("one symbol", [1], 7),
    MessageSource("even pair at precision 1", [1, 1], 1),
    MessageSource("rare last", [0.999, 0.001], 16),
    MessageSource("rare first", [0.001, 0.999], 24),
    MessageSource("certain but for the rest", [1e-9, 1, 1e-9, 1e-9], 24),
    MessageSource("seven", [3, 0.71, 2.385, 11, 0.05, 1, 7], 12),
    MessageSource("every quantile a symbol", Array(repeating: 1, count: 16), 4),
    MessageSource("normal, 16", normal(16), 16),
    MessageSource("normal, 256", normal(256), 16),
    MessageSource(
      "geometric, 300", (0..<300).map { Double(sign: .plus, exponent: -$0 / 4, significand: 1) }, 20
    ),
    MessageSource("even, 65,536", Array(repeating: 1, count: 65_536), 24),
    MessageSource("crowded, 5,000", (0..<5000).map { $0 % 100 == 0 ? 50 : 0.01 }, 13),
  ]

  init(_ name: String, _ weights: [Double], _ precision: Int) {
    self.name = name
    let sum = weights.reduce(0, +)
    probabilities = weights.map { $0 / sum }
    self.precision = precision
  }

  /// A normal law of mean -0.71 and standard deviation 2.385 on `[-8, 8]`.
  static func normal(_ count: Int) -> [Double] {
    (0..<count).map { index in
      let x = (Double(index) + 0.5) / Double(count) * 16 - 8 + 0.71
      // (1 + x^2/2n sigma^2)^-n is near enough to a normal density, and needs no library.
      let base = 1 / (1 + x * x / (64 * 2.385 * 2.385))
      return (0..<5).reduce(base) { power, _ in power * power }
    }
  }

  /// Symbols drawn from the distribution.
  func message(length: Int, seed: SeedPath) -> [Int32] {
    var stream = RandomStream(seed: seed)
    var cumulative: [Double] = []
    var sum = 0.0
    for probability in probabilities {
      sum += probability
      cumulative.append(sum)
    }
    return (0..<length).map { _ in
      let position = stream.nextUniform()
      var (first, last) = (0, probabilities.count - 1)
      while first < last {
        let middle = (first + last) / 2
        if cumulative[middle] <= position { first = middle + 1 } else { last = middle }
      }
      return Int32(first)
    }
  }
}
