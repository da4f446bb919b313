internal import COpenBLAS

/// Dense matrix products and transposes by OpenBLAS, always on the calling thread.
///
/// Trials run in parallel, so a product must not start threads of its own: four small models with four threads each run a hundred
/// times slower than with one.
package enum BLAS {
  /// Whether a matrix enters a product as it is stored or transposed.
  package enum Orientation: Sendable {
    /// As it is stored.
    case asStored

    case transposed
  }

  /// Adds a product of matrices in row-major order: `c = alpha op(a) op(b) + beta c`.
  ///
  /// `op(a)` has shape `[m, k]`, `op(b)` shape `[k, n]` and `c` shape `[m, n]`; rows are `lda`, `ldb` and `ldc` apart as
  /// stored. `c` may overlap neither of the others.
  ///
  /// - Complexity: `2 m n k` floating-point operations.
  package static func multiply(
    _ orientationA: Orientation, _ orientationB: Orientation, m: Int, n: Int, k: Int,
    alpha: Float, a: UnsafePointer<Float>, lda: Int, b: UnsafePointer<Float>, ldb: Int,
    beta: Float, c: UnsafeMutablePointer<Float>, ldc: Int
  ) {
    multiply(
      orientationA, orientationB, m: m, n: n, k: k, alpha: alpha, a: a, lda: lda, b: b, ldb: ldb,
      beta: beta, c: c, ldc: ldc, sliceHeight: sliceHeight(m: m, n: n, k: k))
  }

  /// Computes a product in slices of at most `sliceHeight` rows of the result.
  package static func multiply(
    _ orientationA: Orientation, _ orientationB: Orientation, m: Int, n: Int, k: Int,
    alpha: Float, a: UnsafePointer<Float>, lda: Int, b: UnsafePointer<Float>, ldb: Int,
    beta: Float, c: UnsafeMutablePointer<Float>, ldc: Int, sliceHeight height: Int
  ) {
    for row in stride(from: 0, to: m, by: height) {
      let slice = a + (orientationA == .asStored ? row * lda : row)
      cblas_sgemm(
        CblasRowMajor, orientationA.code, orientationB.code, blasint(min(height, m - row)),
        blasint(n), blasint(k), alpha, slice, blasint(lda), b, blasint(ldb), beta, c + row * ldc,
        blasint(ldc))
    }
  }

  /// Adds a product of double-precision matrices; see the single-precision form.
  package static func multiply(
    _ orientationA: Orientation, _ orientationB: Orientation, m: Int, n: Int, k: Int,
    alpha: Double, a: UnsafePointer<Double>, lda: Int, b: UnsafePointer<Double>, ldb: Int,
    beta: Double, c: UnsafeMutablePointer<Double>, ldc: Int
  ) {
    _ = library
    cblas_dgemm(
      CblasRowMajor, orientationA.code, orientationB.code, blasint(m), blasint(n), blasint(k),
      alpha, a, blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  /// Writes the transpose of `a`, shape `[rows, columns]`, into `b`, shape `[columns, rows]`, both in row-major order.
  ///
  /// The matrices may not overlap.
  package static func transpose(
    rows: Int, columns: Int, a: UnsafePointer<Float>, lda: Int, b: UnsafeMutablePointer<Float>,
    ldb: Int
  ) {
    _ = library
    cblas_somatcopy(
      CblasRowMajor, CblasTrans, blasint(rows), blasint(columns), 1, a, blasint(lda), b,
      blasint(ldb))
  }

  /// Writes the transpose of a double-precision matrix; see the single-precision form.
  package static func transpose(
    rows: Int, columns: Int, a: UnsafePointer<Double>, lda: Int, b: UnsafeMutablePointer<Double>,
    ldb: Int
  ) {
    _ = library
    cblas_domatcopy(
      CblasRowMajor, CblasTrans, blasint(rows), blasint(columns), 1, a, blasint(lda), b,
      blasint(ldb))
  }

  /// Rows of the result to compute in one call.
  ///
  /// For AVX-512 processors OpenBLAS has kernels that need no packing and are a sixth faster than the others, but uses them up to
  /// `m n k = 10^6` only. A product a few times larger is cut into slices of that size; one that would need thin slices is better
  /// packed.
  private static func sliceHeight(m: Int, n: Int, k: Int) -> Int {
    guard library.hasUnpackedKernels, m * n * k > 1_000_000 else { return max(m, 1) }
    let highest = 1_000_000 / (n * k)
    guard highest >= 24 else { return m }
    let sliceCount = (m + highest - 1) / highest
    return (m + sliceCount - 1) / sliceCount
  }

  /// The linked OpenBLAS.
  ///
  /// Reading it also limits OpenBLAS to one thread, once for the process.
  package static let library: Library = {
    let threadCount = Int(openblas_get_num_threads())
    openblas_set_num_threads(1)
    let configuration = openblas_get_config().map { String(cString: $0) } ?? ""
    let core = openblas_get_corename().map { String(cString: $0) } ?? ""
    return Library(
      configuration: configuration, coreName: core, threadCountAtLoad: threadCount)
  }()

  /// The address space of the buffer that OpenBLAS maps for each thread that multiplies at the same time, in bytes: 128 MiB on
  /// x86-64, of which only the pages that are used take memory.
  ///
  /// Where the buffer cannot be mapped, OpenBLAS tries again and again and never returns.
  package static let bufferByteCount = 1 << 27

  /// The environment variables that are set and make OpenBLAS use kernels other than those for this processor.
  ///
  /// OpenBLAS reads them when it is loaded, so they can only be unset before the process starts.
  package static func restrainingVariables(in environment: [String: String]) -> [String] {
    tuningVariables.filter { environment[$0] != nil }
  }

  /// The variables that override OpenBLAS's detection of the processor.
  package static let tuningVariables = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]

  /// A linked OpenBLAS.
  package struct Library: Sendable {
    /// Its build configuration, as in `OpenBLAS 0.3.21 DYNAMIC_ARCH …`.
    package let configuration: String

    /// The processor family whose kernels it runs, as in `Cooperlake`.
    package let coreName: String

    /// The threads that it was loaded with: one per core, or as `OPENBLAS_NUM_THREADS` has it.
    ///
    /// All but one are its own and never work here, but each takes a buffer of ``BLAS/bufferByteCount`` when it starts.
    package let threadCountAtLoad: Int

    /// Whether its kernels for this processor include those for small single-precision products.
    var hasUnpackedKernels: Bool {
      ["SkylakeX", "Cooperlake", "SapphireRapids"].contains(coreName)
    }

    /// Its version, as in `0.3.21`.
    package var version: String {
      configuration.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }
  }
}

extension BLAS.Orientation {
  fileprivate var code: CBLAS_TRANSPOSE {
    self == .asStored ? CblasNoTrans : CblasTrans
  }
}
