import RDNumerics

/// A view of a row-major matrix in an arena, whose rows are whole cache lines.
///
/// Columns from `columns` up to `stride` are padding. In parameters and gradients it is zero, so that kernels need no
/// remainder loops; in values it has no meaning.
package struct Matrix<Scalar: EngineScalar> {
  /// The first element, on a cache line.
  package let start: UnsafeMutablePointer<Scalar>

  package let rows: Int
  package let columns: Int

  /// Elements from one row to the next, an integer of cache lines.
  package let stride: Int

  @inline(__always)
  package init(start: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int) {
    self.start = start
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// Vectors in a row, padding included.
  @inline(__always)
  package var vectorsPerRow: Int { stride / Scalar.lanes }

  @inline(__always)
  package subscript(row: Int, column: Int) -> Scalar {
    get { start[row * stride + column] }
    nonmutating set { start[row * stride + column] = newValue }
  }

  /// The vector of columns from `vector` times the number of lanes.
  @inline(__always)
  package subscript(row: Int, vector vector: Int) -> Scalar.Wide {
    get {
      UnsafeRawPointer(start + row * stride + vector * Scalar.lanes).load(as: Scalar.Wide.self)
    }
    nonmutating set {
      UnsafeMutableRawPointer(start + row * stride + vector * Scalar.lanes)
        .storeBytes(of: newValue, as: Scalar.Wide.self)
    }
  }

  /// A view of some of the rows.
  @inline(__always)
  package func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      start: start + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// A view of some of the columns.
  @inline(__always)
  package func columns(_ range: Range<Int>) -> Matrix {
    Matrix(start: start + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// Writes the same number everywhere, padding included.
  @inline(__always)
  package func fill(with number: Scalar) {
    start.update(repeating: number, count: rows * stride)
  }

  /// Writes a product into this matrix: `self = a b`, padding included.
  ///
  /// For rows of whole cache lines OpenBLAS has kernels that allocate no memory, unlike others of its small
  /// products. The padding becomes zero if that of `b` is.
  ///
  /// - Precondition: the shapes agree (unchecked: nodes check them when they are recorded).
  @inline(__always)
  package func setProduct(_ a: Matrix, _ b: Matrix) {
    Scalar.multiply(
      .asStored, m: rows, n: stride, k: a.columns, a: a.start, lda: a.stride, b: b.start,
      ldb: b.stride, c: start, ldc: stride)
  }

  /// Writes a product with a transpose into this matrix: `self = a^T b`.
  ///
  /// - Precondition: the shapes agree (unchecked: nodes check them when they are recorded).
  @inline(__always)
  package func setProduct(transposing a: Matrix, _ b: Matrix) {
    Scalar.multiply(
      .transposed, m: rows, n: columns, k: a.rows, a: a.start, lda: a.stride, b: b.start,
      ldb: b.stride, c: start, ldc: stride)
  }

  /// Adds a product to multiples of this matrix: `self = op(a) op(b) + factor self`; the padding stays as it is.
  ///
  /// - Precondition: the shapes agree (unchecked: nodes check them when they are recorded).
  @inline(__always)
  func setProduct(
    _ orientationA: BLAS.Orientation, _ a: Matrix, _ orientationB: BLAS.Orientation, _ b: Matrix,
    plus factor: Scalar
  ) {
    Scalar.multiply(
      orientationA, orientationB, m: rows, n: columns,
      k: orientationA == .asStored ? a.columns : a.rows, a: a.start, lda: a.stride, b: b.start,
      ldb: b.stride, beta: factor, c: start, ldc: stride)
  }

  /// Writes the transpose of `other` into this matrix.
  @inline(__always)
  package func setTranspose(of other: Matrix) {
    Scalar.transpose(
      rows: other.rows, columns: other.columns, a: other.start, lda: other.stride,
      b: start, ldb: stride)
  }
}

extension Matrix {
  /// Copies a row's numbers from a position in flat data; the padding stays as it is.
  @inline(__always)
  package func setRow(_ row: Int, from data: UnsafeBufferPointer<Scalar>, at offset: Int) {
    precondition(offset >= 0 && offset + columns <= data.count)
    guard let base = data.baseAddress else { return }
    (start + row * stride).update(from: base + offset, count: columns)
  }
}
