import RDNumerics
import RealModule

/// The engine's number types: `Float` for training, `Double` for gradient checks.
///
/// Every generic kernel is specialised for `Float` inside this module.
package protocol EngineScalar: BinaryFloatingPoint, ElementaryFunctions, Sendable {
  /// The SIMD vector of the kernels: one 64-byte cache line.
  associatedtype Wide: WideVector where Wide.Scalar == Self

  static func kernels(of activation: Activation) -> ActivationKernels<Self>

  /// Adds a product of matrices: `c = op(a) op(b) + beta c`, shapes `[m, k]`, `[k, n]` and `[m, n]`, row-major.
  static func multiply(
    _ orientationA: BLAS.Orientation, _ orientationB: BLAS.Orientation, m: Int, n: Int, k: Int,
    a: UnsafePointer<Self>, lda: Int, b: UnsafePointer<Self>, ldb: Int, beta: Self,
    c: UnsafeMutablePointer<Self>, ldc: Int)

  /// Writes the transpose of `a`, shape `[rows, columns]`, into `b`, shape `[columns, rows]`.
  static func transpose(
    rows: Int, columns: Int, a: UnsafePointer<Self>, lda: Int, b: UnsafeMutablePointer<Self>,
    ldb: Int)
}

extension EngineScalar {
  /// Elements of one `Wide`.
  @inline(__always)
  package static var lanes: Int { 64 / MemoryLayout<Self>.size }

  /// Writes a product of matrices: `c = op(a) b`.
  @inline(__always)
  package static func multiply(
    _ orientationA: BLAS.Orientation, m: Int, n: Int, k: Int,
    a: UnsafePointer<Self>, lda: Int, b: UnsafePointer<Self>, ldb: Int,
    c: UnsafeMutablePointer<Self>, ldc: Int
  ) {
    multiply(
      orientationA, .asStored, m: m, n: n, k: k, a: a, lda: lda, b: b, ldb: ldb, beta: 0, c: c,
      ldc: ldc)
  }

  /// The least integer of lanes that holds `count` elements.
  package static func padded(_ count: Int) -> Int {
    (count + lanes - 1) / lanes * lanes
  }
}
