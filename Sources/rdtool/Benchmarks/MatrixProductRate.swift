internal import RDNumerics

/// How fast this machine multiplies large matrices on one thread: the ceiling for training.
struct MatrixProductRate {
  private let size = 2048
  private let left: [Float]
  private let right: [Float]
  private var product: [Float]

  /// Takes the memory of the matrices.
  init() {
    left = (0..<size * size).map { Float($0 % 17) - 8 }
    right = (0..<size * size).map { Float($0 % 13) - 6 }
    product = [Float](repeating: 0, count: size * size)
  }

  /// Multiplies once.
  ///
  /// - Returns: the rate in GFLOP/s.
  mutating func measure() -> Double {
    let time = milliseconds {
      BLAS.multiply(
        .asStored, .asStored, m: size, n: size, k: size, alpha: 1, a: left, lda: size, b: right,
        ldb: size, beta: 0, c: &product, ldc: size)
    }
    return 2 * Double(size * size * size) / time * 1e-6
  }
}
