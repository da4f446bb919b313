import Dispatch
import RDNumerics

/// The rate of large matrix products on this machine: the ceiling for training.
package struct MatrixProductRate {
  private let size = 2048
  private let threadCount: Int
  private let left: [Float]
  private let right: [Float]
  private var products: [Float]

  /// Allocates the matrices.
  ///
  /// - Parameter threadCount: the number of threads.
  init(threadCount: Int = 1) {
    self.threadCount = threadCount
    left = (0..<size * size).map { Float($0 % 17) - 8 }
    right = (0..<size * size).map { Float($0 % 13) - 6 }
    products = [Float](repeating: 0, count: threadCount * size * size)
  }

  /// Multiplies once on each thread.
  ///
  /// - Returns: the rate of all together in GFLOP/s.
  package mutating func measure() -> Double {
    let (size, left, right) = (size, left, right)
    let time = products.withUnsafeMutableBufferPointer { products in
      guard let start = products.baseAddress else { return 0.0 }
      // Each thread writes a product of its own.
      nonisolated(unsafe) let first = start
      return milliseconds {
        DispatchQueue.concurrentPerform(iterations: threadCount) { thread in
          BLAS.multiply(
            .asStored, .asStored, m: size, n: size, k: size, alpha: 1, a: left, lda: size, b: right,
            ldb: size, beta: 0, c: first + thread * size * size, ldc: size)
        }
      }
    }
    return 2 * Double(threadCount * size * size * size) / time * 1e-6
  }
}
