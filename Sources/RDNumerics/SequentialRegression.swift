internal import COpenBLAS

/// Least-squares regressions of each variable on all variables before it, from one Cholesky factor of their Gram matrix.
///
/// With the Gram matrix `G = L L^T`, the coefficients of variable `v` on the variables `0 ..< v` solve the leading block of that
/// order, whose factor is the leading block of `L`; half of each solution is row `v` of `L` already.
///
/// > Source: [anderson1999lapack], routine DPOTRF.
package struct SequentialRegression {
  /// Number of variables, `n`.
  package let order: Int

  /// The factor: `L[i, j]` is at `j * n + i`.
  private let factor: [Double]

  /// Factorises a Gram matrix.
  ///
  /// - Parameters:
  ///   - products: `sum x[i] x[j]` over the samples, shape `[n, n]`, symmetric.
  ///   - order: `n`.
  ///   - ridge: the term added to each sum of squares: the greater, the smaller the coefficients.
  /// - Throws: ``NumericsError/singular(method:row:)`` if the variables are linearly dependent and `ridge` is too small.
  /// - Precondition: `products` has `order * order` elements and `order` is positive.
  /// - Complexity: about `n^3 / 3` operations.
  package init(products: [Double], order: Int, ridge: Double) throws(NumericsError) {
    precondition(order > 0 && products.count == order * order, "the matrix must be square")
    // OpenBLAS must be limited to one thread before its first use.
    _ = BLAS.library
    var factor = products
    for i in 0..<order { factor[i * order + i] += ridge }
    var triangle = CChar(UInt8(ascii: "L"))
    var (n, leadingDimension) = (Int32(order), Int32(order))
    var status: Int32 = 0
    dpotrf_(&triangle, &n, &factor, &leadingDimension, &status)
    guard status == 0 else {
      throw .singular(method: "Cholesky factorisation", row: max(Int(status) - 1, 0))
    }
    self.order = order
    self.factor = factor
  }

  /// The coefficients of a variable on those before it.
  ///
  /// - Returns: shape `[variable]`.
  /// - Complexity: about `variable^2` operations.
  package func coefficients(of variable: Int) -> [Double] {
    precondition((0..<order).contains(variable))
    var solution = (0..<variable).map { factor[$0 * order + variable] }
    for i in (0..<variable).reversed() {
      var sum = solution[i]
      for j in i + 1..<max(variable, i + 1) { sum -= factor[i * order + j] * solution[j] }
      solution[i] = sum / factor[i * order + i]
    }
    return solution
  }
}
