/// How far the finite numbers of an array are spread.
package struct ArraySpread: Sendable, Equatable {
  /// All numbers, and the finite ones.
  package let total: Int
  package let count: Int
  package let deviation: Double

  /// The greatest less the least.
  package let range: Double

  package init(_ numbers: [Double]) {
    total = numbers.count
    var count = 0
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for number in numbers where number.isFinite {
      count += 1
      least = min(least, number)
      greatest = max(greatest, number)
    }
    self.count = count
    guard count > 0 else {
      (deviation, range) = (0, 0)
      return
    }
    range = greatest - least
    // Scaled, so that squares neither overflow nor vanish.
    let size = max(abs(least), abs(greatest))
    let exponent = size > 0 ? Int(size.exponent) + 1 : 0
    var mean = 0.0
    for number in numbers where number.isFinite {
      mean += ExactForm.scaled(number, by: -exponent)
    }
    mean /= Double(count)
    var squares = 0.0
    for number in numbers where number.isFinite {
      let distance = ExactForm.scaled(number, by: -exponent) - mean
      squares += distance * distance
    }
    deviation =
      least < greatest ? ExactForm.scaled((squares / Double(count)).squareRoot(), by: exponent) : 0
  }
}
