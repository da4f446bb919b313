/// The cumulative distribution of Student's t with an odd number of degrees of freedom, as a table.
///
/// Its density is a rational function, so that Simpson's rule needs additions, multiplications and divisions alone.
final class StudentTable: @unchecked Sendable {
  private static let stepsPerUnit = 32

  /// Beyond it there is nothing.
  private static let limit = 64
  private static let lastIndex = 2 * limit * stepsPerUnit

  /// The probability below `-limit + i / stepsPerUnit`.
  private let values: UnsafeMutablePointer<Double>

  init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom % 2 == 1)
    func density(_ x: Double) -> Double {
      let base = 1 + x * x / Double(degreesOfFreedom)
      return 1 / repeatElement(base, count: (degreesOfFreedom + 1) / 2).reduce(1, *)
    }
    values = .allocate(capacity: Self.lastIndex + 1)
    let step = 1 / Double(Self.stepsPerUnit)
    var sum = 0.0
    for index in 0...Self.lastIndex {
      values[index] = sum
      let x = Double(index) * step - Double(Self.limit)
      sum += density(x) + 4 * density(x + step / 2) + density(x + step)
    }
    let total = values[Self.lastIndex]
    for index in 0...Self.lastIndex { values[index] /= total }
  }

  deinit { values.deallocate() }

  /// The probability below a number, by linear interpolation.
  @inline(__always)
  func callAsFunction(_ number: Double) -> Double {
    let position = (number + Double(Self.limit)) * Double(Self.stepsPerUnit)
    guard position > 0 else { return 0 }
    guard position < Double(Self.lastIndex) else { return 1 }
    let index = Int(position)
    return values[index] + (values[index &+ 1] - values[index]) * (position - Double(index))
  }
}
