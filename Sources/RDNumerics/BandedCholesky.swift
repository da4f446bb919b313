internal import COpenBLAS

/// The Cholesky factorisation of a symmetric positive definite band matrix, and the solution of its equations, in place.
///
/// > Source: [anderson1999lapack], routines DPBTRF and DPBTRS.
package struct BandedCholesky {
  /// The order of the matrix, `n`.
  package let order: Int

  /// Number of non-zero diagonals below the main one, `b`.
  package let bandwidth: Int

  /// The lower triangle by columns, shape `[n, b + 1]`.
  ///
  /// `A[j + k, j]` is at `j * (b + 1) + k`. ``factorise()`` replaces it.
  package var band: [Double]

  /// A matrix of zeros.
  ///
  /// - Precondition: `order` is positive and `bandwidth` is not negative.
  package init(order: Int, bandwidth: Int) {
    precondition(order > 0 && bandwidth >= 0)
    self.order = order
    self.bandwidth = bandwidth
    band = Array(repeating: 0, count: order * (bandwidth + 1))
  }

  /// Replaces the matrix by its Cholesky factor.
  ///
  /// - Throws: ``NumericsError/singular(method:row:)`` for a matrix that is not positive definite in working precision.
  /// - Complexity: about `n b^2` operations.
  package mutating func factorise() throws(NumericsError) {
    // OpenBLAS must be limited to one thread before its first use.
    _ = BLAS.library
    var triangle = CChar(UInt8(ascii: "L"))
    var (n, width, leadingDimension) = (Int32(order), Int32(bandwidth), Int32(bandwidth + 1))
    var status: Int32 = 0
    dpbtrf_(&triangle, &n, &width, &band, &leadingDimension, &status)
    guard status == 0 else {
      throw .singular(method: "Banded Cholesky factorisation", row: max(Int(status) - 1, 0))
    }
  }

  /// Replaces a right-hand side, shape `[n]`, by the solution; after ``factorise()``.
  ///
  /// - Complexity: about `4 n b` operations.
  package mutating func solve(_ rightHandSide: inout [Double]) {
    precondition(rightHandSide.count == order)
    var triangle = CChar(UInt8(ascii: "L"))
    var (n, width, leadingDimension) = (Int32(order), Int32(bandwidth), Int32(bandwidth + 1))
    var (count, rows, status): (Int32, Int32, Int32) = (1, Int32(order), 0)
    dpbtrs_(
      &triangle, &n, &width, &count, &band, &leadingDimension, &rightHandSide, &rows, &status)
  }
}
