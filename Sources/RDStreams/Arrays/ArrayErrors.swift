import RDCore
import RDNumerics

/// The errors of decoded numbers, where the numbers are finite; of parts, added one after the other.
struct ArrayErrors: Sendable {
  /// Numbers are divided by 2 to this for their squares, which then neither overflow nor vanish.
  private let exponent: Int
  private var squares = CompensatedSum()
  private var count = 0
  private(set) var maximum = 0.0

  init(exponent: Int) { self.exponent = exponent }

  /// - Precondition: there are as many of both.
  init(of decoded: [Int64], from ordered: [Int64], type: NumberType, exponent: Int) {
    precondition(decoded.count == ordered.count)
    self.exponent = exponent
    for (own, other) in zip(ordered, decoded) {
      let number = type.number(ordered: own)
      guard number.isFinite else { continue }
      count += 1
      guard own != other else { continue }
      let error = abs(number - type.number(ordered: other))
      maximum = max(maximum, error)
      let scaled = Self.scaled(error, by: -exponent)
      squares.add(scaled * scaled)
    }
  }

  mutating func add(_ other: ArrayErrors) {
    squares.add(other.squares.value)
    count += other.count
    maximum = max(maximum, other.maximum)
  }

  /// The mean of their squares; 0 for no numbers.
  var meanSquare: Double { Self.scaled(scaledMeanSquare, by: 2 * exponent) }

  /// The same divided by 2 to twice the exponent.
  var scaledMeanSquare: Double { squares.value / Double(max(count, 1)) }

  /// In steps, so that each factor is a normal number.
  private static func scaled(_ number: Double, by exponent: Int) -> Double {
    var (product, rest) = (number, exponent)
    while rest != 0 {
      let step = max(-1000, min(1000, rest))
      product *= Double(sign: .plus, exponent: step, significand: 1)
      rest -= step
    }
    return product
  }
}
