internal import COpenBLAS

/// Eigenvalues and orthonormal eigenvectors of a real symmetric matrix: `A = V^T diag(values) V`.
///
/// Uses the divide-and-conquer routine of LAPACK in OpenBLAS: at order 1000 it is two orders of magnitude faster than GSL's.
///
/// > Source: [anderson1999lapack], routine DSYEVD.
package struct SymmetricEigendecomposition: Sendable {
  /// Eigenvalues, descending, shape `[n]`.
  package let values: [Double]

  /// Eigenvectors in the order of their values, one per row, shape `[n, n]`.
  ///
  /// The sign of each makes its component of largest magnitude positive: the first of those that differ in magnitude by rounding
  /// alone, as the two ends of every eigenvector of a Toeplitz matrix do.
  package let vectors: [Double]

  /// Decomposes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: shape `[n, n]`, symmetric; only one triangle is read.
  ///   - order: `n`.
  /// - Throws: ``NumericsError/notFinite(method:at:)`` for a matrix with NaN or infinity;
  ///   ``NumericsError/libraryFailure(method:reason:)`` if the iteration does not converge.
  /// - Precondition: `matrix` has `order * order` elements and `order` is positive.
  /// - Complexity: about `9 n^3` operations at worst.
  package init(of matrix: [Double], order: Int) throws(NumericsError) {
    let (ascending, columns) = try Self.solve(
      matrix, order: order, method: "Symmetric eigendecomposition", job: "V",
      workSize: 1 + 6 * order + 2 * order * order, integerWorkSize: 3 + 5 * order)
    values = ascending.reversed()
    // LAPACK stores by columns, so eigenvector k is the k-th run of n numbers.
    var vectors: [Double] = []
    vectors.reserveCapacity(order * order)
    for k in stride(from: order - 1, through: 0, by: -1) {
      let vector = columns[k * order..<(k + 1) * order]
      let largest = vector.reduce(0) { max($0, abs($1)) }
      let decisive = vector.first { abs($0) >= largest * (1 - 1e-9) } ?? 0
      vectors.append(contentsOf: decisive < 0 ? vector.map { -$0 } : Array(vector))
    }
    self.vectors = vectors
  }

  /// Eigenvalues alone, descending, shape `[n]`.
  ///
  /// - Parameters and errors: those of ``init(of:order:)``.
  /// - Complexity: about `4 n^3 / 3` operations.
  package static func values(of matrix: [Double], order: Int) throws(NumericsError) -> [Double] {
    // Without vectors the routine needs 2 n + 1 numbers; more let it work in blocks.
    try solve(
      matrix, order: order, method: "Symmetric eigenvalues", job: "N", workSize: 1 + 64 * order,
      integerWorkSize: 1
    ).ascending.reversed()
  }

  /// The eigenvalues, and what DSYEVD leaves in the matrix: the eigenvectors as columns for the job `V`.
  private static func solve(
    _ matrix: [Double], order: Int, method: String, job: Unicode.Scalar, workSize: Int,
    integerWorkSize: Int
  ) throws(NumericsError) -> (ascending: [Double], columns: [Double]) {
    precondition(order > 0 && matrix.count == order * order, "the matrix must be square")
    if let index = matrix.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(method: method, at: Double(index))
    }
    // OpenBLAS must be limited to one thread before its first use.
    _ = BLAS.library
    var columns = matrix
    var ascending = [Double](repeating: 0, count: order)
    var status: Int32 = 0
    var job = CChar(UInt8(ascii: job))
    var triangle = CChar(UInt8(ascii: "U"))
    var n = Int32(order)
    var leadingDimension = n
    var (workCount, integerWorkCount) = (Int32(workSize), Int32(integerWorkSize))
    var work = [Double](repeating: 0, count: workSize)
    var integerWork = [Int32](repeating: 0, count: integerWorkSize)
    dsyevd_(
      &job, &triangle, &n, &columns, &leadingDimension, &ascending, &work, &workCount, &integerWork,
      &integerWorkCount, &status)
    guard status == 0 else {
      throw .libraryFailure(method: method, reason: "DSYEVD returned \(status)")
    }
    return (ascending, columns)
  }
}
