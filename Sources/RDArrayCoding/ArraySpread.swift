/// How far the finite numbers of an array are spread; of parts, added one after the other.
package struct ArraySpread: Sendable, Equatable {
  /// All numbers, and the finite ones.
  package private(set) var total: Int
  package private(set) var count = 0
  private var least = Double.infinity
  private var greatest = -Double.infinity

  /// The numbers are less than 2 to this in magnitude; mean and squares are of numbers divided by it, so that squares neither overflow nor vanish.
  package private(set) var exponent = 0
  private var mean = 0.0

  /// The sum of the squared distances from the mean.
  private var squares = 0.0

  package init(_ numbers: [Double]) {
    total = numbers.count
    for number in numbers where number.isFinite {
      count += 1
      least = min(least, number)
      greatest = max(greatest, number)
    }
    guard count > 0 else { return }
    let size = max(abs(least), abs(greatest))
    exponent = size > 0 ? Int(size.exponent) + 1 : 0
    for number in numbers where number.isFinite {
      mean += ExactForm.scaled(number, by: -exponent)
    }
    mean /= Double(count)
    for number in numbers where number.isFinite {
      let distance = ExactForm.scaled(number, by: -exponent) - mean
      squares += distance * distance
    }
  }

  /// Adds the numbers of another part.
  package mutating func add(_ other: ArraySpread) {
    total += other.total
    guard other.count > 0 else { return }
    guard count > 0 else {
      let total = total
      self = other
      self.total = total
      return
    }
    let common = max(exponent, other.exponent)
    let (own, others) = (exponent - common, other.exponent - common)
    let (first, second) = (
      ExactForm.scaled(mean, by: own), ExactForm.scaled(other.mean, by: others)
    )
    let fraction = Double(other.count) / Double(count + other.count)
    let distance = second - first
    mean = first + distance * fraction
    squares =
      ExactForm.scaled(squares, by: 2 * own) + ExactForm.scaled(other.squares, by: 2 * others)
      + distance * distance * fraction * Double(count)
    exponent = common
    count += other.count
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// The greatest less the least; 0 for none.
  package var range: Double { count > 0 ? greatest - least : 0 }

  package var deviation: Double { ExactForm.scaled(scaledDeviation, by: exponent) }

  /// The deviation divided by 2 to the exponent.
  package var scaledDeviation: Double {
    least < greatest ? (squares / Double(count)).squareRoot() : 0
  }
}
