/// A compensated sum: it keeps the rounding errors, so that its error does not grow with the number of terms.
///
/// > Source: [neumaier1974].
package struct CompensatedSum: Sendable {
  private var sum = 0.0
  private var correction = 0.0

  /// The empty sum.
  package init() {}

  @inline(__always)
  package mutating func add(_ term: Double) {
    let total = sum + term
    correction += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
    sum = total
  }

  /// The sum so far.
  package var value: Double { sum + correction }
}
