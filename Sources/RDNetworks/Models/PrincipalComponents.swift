import RDCore
import RDNumerics

/// The best linear code of given length for training vectors: their coordinates along the `d` directions of greatest
/// variance about the mean.
///
/// Of all affine maps to `d` numbers and back it has the least mean square error on the training vectors: the sum of the
/// `n - d` smallest eigenvalues of their covariance, divided by `n`.
///
/// > Source: [pearson1901]; [eckart1936] for the optimality.
package struct PrincipalComponents: Sendable, Equatable {
  /// The mean of the training vectors, shape `[n]`.
  package let mean: [Double]

  /// Orthonormal directions in descending order of variance, one per row, shape `[d, n]`.
  ///
  /// The component of largest magnitude of each (the first such) is positive.
  package let directions: [Double]

  /// The variances of the training vectors along all their principal directions, descending, shape `[n]`.
  ///
  /// They are the eigenvalues of the covariance `1/N sum (x - mean)(x - mean)^T`.
  package let variances: [Double]

  /// Components `n` of a vector.
  package var inputDimension: Int { mean.count }

  /// Components `d` of its code.
  package var latentDimension: Int { directions.count / mean.count }

  /// The batch size.
  private static let chunk = 512

  /// Computes the directions.
  ///
  /// - Parameters:
  ///   - training: at least one vector, all components finite.
  ///   - latentDimension: `d`, from 1 to `n`.
  /// - Throws: `PrincipalComponentsError`.
  /// - Complexity: `2 N n^2` operations for the covariance and about `9 n^3` for its eigenvectors.
  package init(training: VectorBlock, latentDimension: Int) throws(PrincipalComponentsError) {
    let n = training.dimension
    guard latentDimension >= 1, latentDimension <= n else {
      throw .badLatentDimension(latentDimension, inputDimension: n)
    }
    guard training.count > 0 else { throw .noVectors }
    if let index = training.elements.firstIndex(where: { !$0.isFinite }) {
      throw .nonFiniteData(vector: index / n, component: index % n)
    }
    mean = Self.mean(of: training)
    do throws(NumericsError) {
      let eigen = try SymmetricEigendecomposition(
        of: Self.covariance(of: training, about: mean), order: n)
      // Rounding may leave a vanishing variance below zero.
      variances = eigen.values.map { max(0, $0) }
      directions = Array(eigen.vectors.prefix(latentDimension * n))
    } catch {
      throw .noEigenvectors(error)
    }
  }

  /// The codes of vectors, each of `d` components.
  ///
  /// - Precondition: the vectors have `n` components.
  package func encode(_ vectors: VectorBlock) -> VectorBlock {
    precondition(vectors.dimension == inputDimension)
    let n = inputDimension
    let d = latentDimension
    var elements = [Float](repeating: 0, count: vectors.count * d)
    var centred = [Double](repeating: 0, count: Self.chunk * n)
    var codes = [Double](repeating: 0, count: Self.chunk * d)
    for first in stride(from: 0, to: vectors.count, by: Self.chunk) {
      let rows = min(Self.chunk, vectors.count - first)
      Self.centre(vectors, from: first, rows: rows, about: mean, into: &centred)
      BLAS.multiply(
        .asStored, .transposed, m: rows, n: d, k: n, alpha: 1, a: centred, lda: n, b: directions,
        ldb: n, beta: 0, c: &codes, ldc: d)
      for index in 0..<rows * d { elements[first * d + index] = Float(codes[index]) }
    }
    return VectorBlock(count: vectors.count, dimension: d, elements: elements)
  }

  /// The vectors of codes, each of `n` components.
  ///
  /// - Precondition: the codes have `d` components.
  package func decode(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == latentDimension)
    let n = inputDimension
    let d = latentDimension
    var elements = [Float](repeating: 0, count: latents.count * n)
    var vectors = [Double](repeating: 0, count: Self.chunk * n)
    for first in stride(from: 0, to: latents.count, by: Self.chunk) {
      let rows = min(Self.chunk, latents.count - first)
      let codes = latents.elements[first * d..<(first + rows) * d].map(Double.init)
      BLAS.multiply(
        .asStored, .asStored, m: rows, n: n, k: d, alpha: 1, a: codes, lda: d, b: directions,
        ldb: n, beta: 0, c: &vectors, ldc: n)
      for row in 0..<rows {
        for column in 0..<n {
          elements[(first + row) * n + column] = Float(vectors[row * n + column] + mean[column])
        }
      }
    }
    return VectorBlock(count: latents.count, dimension: n, elements: elements)
  }

  /// The mean vector.
  private static func mean(of vectors: VectorBlock) -> [Double] {
    let n = vectors.dimension
    var sum = [Double](repeating: 0, count: n)
    for row in 0..<vectors.count {
      for column in 0..<n { sum[column] += Double(vectors.elements[row * n + column]) }
    }
    return sum.map { $0 / Double(vectors.count) }
  }

  /// The covariance matrix, shape `[n, n]`.
  private static func covariance(of vectors: VectorBlock, about mean: [Double]) -> [Double] {
    let n = vectors.dimension
    var centred = [Double](repeating: 0, count: chunk * n)
    var covariance = [Double](repeating: 0, count: n * n)
    for first in stride(from: 0, to: vectors.count, by: chunk) {
      let rows = min(chunk, vectors.count - first)
      centre(vectors, from: first, rows: rows, about: mean, into: &centred)
      BLAS.multiply(
        .transposed, .asStored, m: n, n: n, k: rows, alpha: 1 / Double(vectors.count), a: centred,
        lda: n, b: centred, ldb: n, beta: 1, c: &covariance, ldc: n)
    }
    return covariance
  }

  /// Writes vectors less the mean, shape `[rows, n]`.
  private static func centre(
    _ vectors: VectorBlock, from first: Int, rows: Int, about mean: [Double],
    into centred: inout [Double]
  ) {
    let n = vectors.dimension
    for row in 0..<rows {
      for column in 0..<n {
        centred[row * n + column] =
          Double(vectors.elements[(first + row) * n + column]) - mean[column]
      }
    }
  }
}
