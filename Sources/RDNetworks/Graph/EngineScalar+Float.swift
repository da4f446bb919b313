import RDNumerics

extension Float: EngineScalar {
  package typealias Wide = SIMD16<Float>

  package static func kernels(of activation: Activation) -> ActivationKernels<Float> {
    activation.single
  }

  package static func multiply(
    _ orientationA: BLAS.Orientation, _ orientationB: BLAS.Orientation, m: Int, n: Int, k: Int,
    a: UnsafePointer<Float>, lda: Int, b: UnsafePointer<Float>, ldb: Int, beta: Float,
    c: UnsafeMutablePointer<Float>, ldc: Int
  ) {
    BLAS.multiply(
      orientationA, orientationB, m: m, n: n, k: k, alpha: 1, a: a, lda: lda, b: b, ldb: ldb,
      beta: beta, c: c, ldc: ldc)
  }

  package static func transpose(
    rows: Int, columns: Int, a: UnsafePointer<Float>, lda: Int, b: UnsafeMutablePointer<Float>,
    ldb: Int
  ) {
    BLAS.transpose(rows: rows, columns: columns, a: a, lda: lda, b: b, ldb: ldb)
  }
}
