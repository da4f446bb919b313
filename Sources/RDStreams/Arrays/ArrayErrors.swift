import RDNumerics

/// The errors of decoded numbers, where both numbers are finite.
struct ArrayErrors {
  /// The mean of their squares; 0 for no numbers.
  let meanSquare: Double
  let maximum: Double

  /// The variance of the numbers themselves.
  let variance: Double

  /// - Precondition: there are as many of both.
  init(of decoded: [Double], from numbers: [Double]) {
    precondition(decoded.count == numbers.count)
    var (squares, sum) = (CompensatedSum(), CompensatedSum())
    var (maximum, count) = (0.0, 0.0)
    for (number, decoded) in zip(numbers, decoded) where number.isFinite && decoded.isFinite {
      let error = number - decoded
      squares.add(error * error)
      sum.add(number)
      maximum = max(maximum, abs(error))
      count += 1
    }
    let mean = sum.value / max(count, 1)
    var distances = CompensatedSum()
    for number in numbers where number.isFinite { distances.add((number - mean) * (number - mean)) }
    meanSquare = squares.value / max(count, 1)
    variance = distances.value / max(count, 1)
    self.maximum = maximum
  }
}
