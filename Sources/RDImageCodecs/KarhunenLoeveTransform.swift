import RDCore
import RDNumerics

/// The Karhunen–Loève transform of images: their coordinates along the eigenvectors of the covariance of training images.
///
/// An image is a vector `x` of all its samples in units of the full scale, from 0 to 1; its coefficients are `V (x - mean)`, with the
/// orthonormal eigenvectors as the rows of `V` in descending order of their variances. Only the mean and the covariance are learnt:
/// a network's gain over this transform is due to higher-order statistics.
///
/// > Source: [huang1963]; [pearson1901] for its optimality among linear codes of a given number of coefficients.
package struct KarhunenLoeveTransform: Sendable {
  package let imageShape: ImageShape

  /// The mean of the training images, shape `[n]`, in units of the full scale.
  package let mean: [Float]

  /// The variances of the coefficients of training images, descending, shape `[n]`: the eigenvalues of `1/N sum (x - mean)(x - mean)^T`.
  package let variances: [Double]

  /// The eigenvectors, one per row, shape `[n, n]`; the component of largest magnitude of each is positive.
  private let directions: [Float]

  /// The batch size.
  private static let chunk = 500

  /// The transform of training images.
  ///
  /// - Parameter training: at least one image.
  /// - Throws: `NumericsError` if the eigenvectors cannot be found.
  /// - Precondition: there are images.
  /// - Complexity: `N n^2` operations for the covariance and at most `9 n^3` for its eigenvectors: seconds for 50,000 images of 3072 samples.
  package init(training: ImageBlock) throws(NumericsError) {
    precondition(training.count > 0, "a covariance needs images")
    let n = training.shape.elementCount
    let mean = Self.mean(of: training)
    let covariance = Self.covariance(of: training, about: mean)
    let eigen = try SymmetricEigendecomposition(of: covariance, order: n)
    imageShape = training.shape
    self.mean = mean.map { Float($0) }
    // Rounding may leave a vanishing variance below zero.
    variances = eigen.values.map { max(0, $0) }
    directions = eigen.vectors.map { Float($0) }
  }

  /// The code of the first coefficients.
  ///
  /// - Precondition: `1 <= latentDimension <= n`.
  package func prefix(_ latentDimension: Int) -> KarhunenLoeveCode {
    KarhunenLoeveCode(transform: self, latentDimension: latentDimension)
  }

  /// The first coefficients of images, shape `[count, coefficientCount]`.
  func coefficients(of images: ImageBlock, count coefficientCount: Int) -> VectorBlock {
    precondition(images.shape == imageShape)
    let n = mean.count
    var elements = [Float](repeating: 0, count: images.count * coefficientCount)
    var centred = [Float](repeating: 0, count: Self.chunk * n)
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      for first in stride(from: 0, to: images.count, by: Self.chunk) {
        let rows = min(Self.chunk, images.count - first)
        for row in 0..<rows {
          for i in 0..<n {
            centred[row * n + i] = Float(images.samples[(first + row) * n + i]) / 255 - mean[i]
          }
        }
        BLAS.multiply(
          .asStored, .transposed, m: rows, n: coefficientCount, k: n, alpha: 1, a: centred, lda: n,
          b: directions, ldb: n, beta: 0, c: start + first * coefficientCount,
          ldc: coefficientCount)
      }
    }
    return VectorBlock(count: images.count, dimension: coefficientCount, elements: elements)
  }

  /// The images of coefficients, those after the given ones taken as 0: shape `[count, n]`.
  func images(from coefficients: VectorBlock) -> VectorBlock {
    let n = mean.count
    let count = coefficients.dimension
    precondition(count <= n)
    var elements: [Float] = []
    elements.reserveCapacity(coefficients.count * n)
    for _ in 0..<coefficients.count { elements.append(contentsOf: mean) }
    BLAS.multiply(
      .asStored, .asStored, m: coefficients.count, n: n, k: count, alpha: 1,
      a: coefficients.elements, lda: count, b: directions, ldb: n, beta: 1, c: &elements, ldc: n)
    return VectorBlock(count: coefficients.count, dimension: n, elements: elements)
  }

  /// The mean image: sums of integers, which are exact.
  private static func mean(of images: ImageBlock) -> [Double] {
    let n = images.shape.elementCount
    var sums = [Int](repeating: 0, count: n)
    for image in 0..<images.count {
      for i in 0..<n { sums[i] += Int(images.samples[image * n + i]) }
    }
    return sums.map { Double($0) / (255 * Double(images.count)) }
  }

  /// The covariance matrix, shape `[n, n]`.
  private static func covariance(of images: ImageBlock, about mean: [Double]) -> [Double] {
    let n = images.shape.elementCount
    var covariance = [Double](repeating: 0, count: n * n)
    var centred = [Double](repeating: 0, count: chunk * n)
    for first in stride(from: 0, to: images.count, by: chunk) {
      let rows = min(chunk, images.count - first)
      for row in 0..<rows {
        for i in 0..<n {
          centred[row * n + i] = Double(images.samples[(first + row) * n + i]) / 255 - mean[i]
        }
      }
      BLAS.addGramMatrix(
        rows: rows, columns: n, alpha: 1 / Double(images.count), a: centred, to: &covariance)
    }
    for row in 0..<n {
      for column in row + 1..<max(n, row + 1) {
        covariance[row * n + column] = covariance[column * n + row]
      }
    }
    return covariance
  }
}
