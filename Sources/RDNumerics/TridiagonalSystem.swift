/// A tridiagonal system of linear equations, solved in place.
///
/// Equation `i` is `lower[i] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] = rightHandSide[i]`; `lower[0]` and the last
/// `upper` are not read. GSL's routine allocates at each call; this one suits an iteration that solves a system at every step.
package struct TridiagonalSystem: Sendable {
  /// Subdiagonal: coefficients of the unknown before, shape `[n]`.
  package var lower: [Double]

  /// Diagonal: coefficients of the unknown itself, shape `[n]`.
  package var diagonal: [Double]

  /// Superdiagonal: coefficients of the unknown after, shape `[n]`.
  package var upper: [Double]

  /// The right-hand side, which ``solve()`` replaces by the unknowns, shape `[n]`.
  package var rightHandSide: [Double]

  /// A system of `n` equations, all zero.
  package init(count: Int) {
    lower = Array(repeating: 0, count: count)
    diagonal = lower
    upper = lower
    rightHandSide = lower
  }

  /// Replaces the right-hand side by the solution, by elimination without pivoting.
  ///
  /// Stable where the matrix is diagonally dominant. The diagonal is overwritten.
  ///
  /// - Throws: ``NumericsError/singular(method:row:)`` at a pivot of zero or NaN.
  /// - Complexity: about `5 n` operations, without allocation.
  ///
  /// > Source: [golub2013], section 4.3.
  package mutating func solve() throws(NumericsError) {
    let count = diagonal.count
    guard count > 0 else { return }
    for i in 0..<count {
      if i > 0 {
        let factor = lower[i] / diagonal[i - 1]
        diagonal[i] -= factor * upper[i - 1]
        rightHandSide[i] -= factor * rightHandSide[i - 1]
      }
      guard abs(diagonal[i]) > 0 else {
        throw .singular(method: "Tridiagonal elimination", row: i)
      }
    }
    rightHandSide[count - 1] /= diagonal[count - 1]
    for i in stride(from: count - 2, through: 0, by: -1) {
      rightHandSide[i] = (rightHandSide[i] - upper[i] * rightHandSide[i + 1]) / diagonal[i]
    }
  }
}
