/// The running sum of products, whose differences have the digits of the range that they are of.
///
/// The sums are double-double numbers: the difference of two ordinary ones would lose, over a narrow range, the digits by which the
/// whole exceeds it.
struct RunningSum {
  /// The leading parts, of no term up to all of them, shape `[n + 1]`.
  private var leading = [0.0]

  /// Their trailing parts, shape `[n + 1]`.
  private var trailing = [0.0]

  /// Adds `left * right` to the end.
  mutating func append(_ left: Double, times right: Double = 1) {
    let sum = leading[leading.count - 1]
    let product = left * right
    let productError = (-product).addingProduct(left, right)
    let total = sum + product
    let addend = total - sum
    trailing.append(
      trailing[trailing.count - 1] + (sum - (total - addend)) + (product - addend) + productError)
    leading.append(total)
  }

  /// The sum of the terms of a range.
  subscript(range: Range<Int>) -> Double {
    (leading[range.upperBound] - leading[range.lowerBound])
      + (trailing[range.upperBound] - trailing[range.lowerBound])
  }
}
