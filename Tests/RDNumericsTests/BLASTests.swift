import RDCore
import RDNumerics
import Testing

@Suite("Matrix products")
struct BLASTests {
  /// Shapes on both sides of where OpenBLAS changes its kernels, and where a product is cut into slices.
  static let shapes: [(m: Int, n: Int, k: Int)] = [
    (1, 1, 1), (7, 5, 3), (32, 128, 100), (256, 128, 100), (100, 128, 256), (131, 129, 100),
    (259, 30, 133), (70, 700, 90),
  ]

  @Test("agree with sums in double precision", arguments: shapes)
  func product(_ shape: (m: Int, n: Int, k: Int)) {
    let (m, n, k) = shape
    for isLeftTransposed in [false, true] {
      for isRightTransposed in [false, true] {
        // Rows farther apart than they are long, so that a wrong distance shows.
        let lda = (isLeftTransposed ? m : k) + 3
        let ldb = (isRightTransposed ? k : n) + 2
        let ldc = n + 1
        let a = numbers((isLeftTransposed ? k : m) * lda, seed: 1)
        let b = numbers((isRightTransposed ? n : k) * ldb, seed: 2)
        let old = numbers(m * ldc, seed: 3)
        var c = old
        BLAS.multiply(
          isLeftTransposed ? .transposed : .asStored, isRightTransposed ? .transposed : .asStored,
          m: m, n: n, k: k, alpha: 1.5, a: a, lda: lda, b: b, ldb: ldb, beta: -0.5, c: &c, ldc: ldc)
        // The same in slices, whether or not this processor's kernels call for them.
        var sliced = old
        BLAS.multiply(
          isLeftTransposed ? .transposed : .asStored, isRightTransposed ? .transposed : .asStored,
          m: m, n: n, k: k, alpha: 1.5, a: a, lda: lda, b: b, ldb: ldb, beta: -0.5, c: &sliced,
          ldc: ldc, sliceHeight: 27)
        var worst = 0.0
        for row in 0..<m {
          for column in 0..<n {
            var sum = 0.0
            for i in 0..<k {
              sum +=
                Double(a[isLeftTransposed ? i * lda + row : row * lda + i])
                * Double(b[isRightTransposed ? column * ldb + i : i * ldb + column])
            }
            let expected = 1.5 * sum - 0.5 * Double(old[row * ldc + column])
            worst = max(
              worst, abs(Double(c[row * ldc + column]) - expected),
              abs(Double(sliced[row * ldc + column]) - expected))
          }
          #expect(c[row * ldc + n] == old[row * ldc + n])
        }
        // Rounding of k products below 1/4 and of their partial sums, which stay below k/4.
        #expect(worst < 1.5 * Double(k * k + 2) / 4 * 0x1p-24)
      }
    }
  }

  @Test("a transpose exchanges rows and columns")
  func transpose() {
    let a = numbers(37 * 21, seed: 4)
    var b = [Float](repeating: 9, count: 19 * 40)
    BLAS.transpose(rows: 37, columns: 19, a: a, lda: 21, b: &b, ldb: 40)
    for row in 0..<37 {
      for column in 0..<19 { #expect(b[column * 40 + row] == a[row * 21 + column]) }
    }
    #expect(b[37] == 9)
  }

  @Test("names the variables that hold OpenBLAS back")
  func environment() {
    #expect(BLAS.restrainingVariables(in: ["PATH": "/bin"]).isEmpty)
    #expect(
      BLAS.restrainingVariables(in: ["OPENBLAS_L2_SIZE": "512", "HOME": "/"]) == [
        "OPENBLAS_L2_SIZE"
      ])
    #expect(!BLAS.library.coreName.isEmpty)
  }

  private func numbers(_ count: Int, seed: Int) -> [Float] {
    var stream = RandomStream(seed: SeedPath(root: 31)["matrix", seed])
    return (0..<count).map { _ in Float(stream.nextUniform() - 0.5) }
  }
}
