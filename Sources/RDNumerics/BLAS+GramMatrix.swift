internal import COpenBLAS

extension BLAS {
  /// Adds the Gram matrix of the columns of a matrix: `c = alpha a^T a + c`, the lower triangle only.
  ///
  /// - Parameters:
  ///   - rows: `k`, rows of `a`.
  ///   - columns: `n`, columns of `a`, rows and columns of `c`.
  ///   - alpha: the factor.
  ///   - a: shape `[k, n]`.
  ///   - c: shape `[n, n]`; its strict upper triangle is not changed.
  /// - Complexity: `k n (n + 1)` floating-point operations, half of those of `multiply(_:_:m:n:k:alpha:a:lda:b:ldb:beta:c:ldc:)`.
  package static func addGramMatrix(
    rows: Int, columns: Int, alpha: Double, a: UnsafePointer<Double>,
    to c: UnsafeMutablePointer<Double>
  ) {
    _ = library
    cblas_dsyrk(
      CblasRowMajor, CblasLower, CblasTrans, blasint(columns), blasint(rows), alpha, a,
      blasint(columns), 1, c, blasint(columns))
  }
}
