import RDNumerics

extension Double: EngineScalar {
  package typealias Wide = SIMD8<Double>

  package static func kernels(of activation: Activation) -> ActivationKernels<Double> {
    activation.double
  }

  package static func multiply(
    _ orientationA: BLAS.Orientation, _ orientationB: BLAS.Orientation, m: Int, n: Int, k: Int,
    a: UnsafePointer<Double>, lda: Int, b: UnsafePointer<Double>, ldb: Int, beta: Double,
    c: UnsafeMutablePointer<Double>, ldc: Int
  ) {
    BLAS.multiply(
      orientationA, orientationB, m: m, n: n, k: k, alpha: 1, a: a, lda: lda, b: b, ldb: ldb,
      beta: beta, c: c, ldc: ldc)
  }

  package static func transpose(
    rows: Int, columns: Int, a: UnsafePointer<Double>, lda: Int, b: UnsafeMutablePointer<Double>,
    ldb: Int
  ) {
    BLAS.transpose(rows: rows, columns: columns, a: a, lda: lda, b: b, ldb: ldb)
  }
}
