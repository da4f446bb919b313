import RDCore
import RDNumerics
import RealModule

/// Points centred and scaled for squares in single precision, for an exact neighbour search.
///
/// `|a - b|^2 = |a|^2 + |b|^2 - 2 a b` loses digits where points are close together; how many at most is known, so each distance
/// has a lower and an upper bound, and a point is excluded only if its lower bound exceeds `k` upper ones.
///
/// > Source: [higham2002], section 3.1, for the error of an inner product.
final class CentredPoints {
  private let count: Int
  private let dimension: Int

  /// The points minus their mean, times a power of two, shape `[count, dimension]`.
  private let elements: [Float]

  /// Their squared lengths times 1 less and 1 plus the bound of the relative error, shape `[count]`.
  private let lowerNorms: [Float]
  private let upperNorms: [Float]

  /// Prepares points, all of them finite.
  init(_ points: VectorBlock) {
    count = points.count
    dimension = points.dimension
    let dimension = points.dimension
    var mean = [Double](repeating: 0, count: dimension)
    for row in 0..<points.count {
      for column in 0..<dimension {
        mean[column] += Double(points.elements[row * dimension + column])
      }
    }
    for column in 0..<dimension { mean[column] /= Double(max(count, 1)) }
    var largest = 0.0
    for row in 0..<points.count {
      for column in 0..<dimension {
        let centred = Double(points.elements[row * dimension + column]) - mean[column]
        largest = max(largest, centred.magnitude)
      }
    }
    let scale = largest > 0 ? Double(sign: .plus, exponent: -largest.exponent, significand: 1) : 1
    var elements = [Float](repeating: 0, count: points.elements.count)
    // Rounding of the components and of a sum of products: at most (dimension + 2) units of 2^-24 of |a| |b|, which is at
    // most (|a|^2 + |b|^2) / 2, and it counts twice. The rest is for the sums of these terms, and doubled to be safe.
    let share = Float(2 * Double(dimension + 8) * 0x1p-24)
    var lower = [Float](repeating: 0, count: count)
    var upper = lower
    for row in 0..<points.count {
      var norm = 0.0
      for column in 0..<dimension {
        let index = row * dimension + column
        let element = Float((Double(points.elements[index]) - mean[column]) * scale)
        elements[index] = element
        norm += Double(element) * Double(element)
      }
      // Below the least normal number, products lose all digits.
      lower[row] = Float(norm) * (1 - share) - .leastNormalMagnitude
      upper[row] = Float(norm) * (1 + share) + .leastNormalMagnitude
    }
    self.elements = elements
    lowerNorms = lower
    upperNorms = upper
  }

  /// For each of some points, candidates that include its nearest neighbours in a range of points.
  ///
  /// - `blockWidth`: the number of points per block; a multiple of 16.
  /// - Returns: at least that many candidates for each point, in an arbitrary but deterministic order.
  func candidates(
    of rows: Range<Int>, among others: Range<Int>, count neighbourCount: Int, blockWidth: Int
  ) -> [[Int32]] {
    var lists = rows.map { _ in CandidateList(count: neighbourCount) }
    var products = [Float](repeating: 0, count: rows.count * blockWidth)
    for first in stride(from: others.lowerBound, to: others.upperBound, by: blockWidth) {
      let block = first..<min(first + blockWidth, others.upperBound)
      elements.withUnsafeBufferPointer { elements in
        guard let elements = elements.baseAddress else { return }
        BLAS.multiply(
          .asStored, .transposed, m: rows.count, n: block.count, k: dimension, alpha: -2,
          a: elements + rows.lowerBound * dimension, lda: dimension,
          b: elements + first * dimension, ldb: dimension, beta: 0, c: &products, ldc: blockWidth)
      }
      products.withUnsafeBufferPointer { products in
        for (index, row) in rows.enumerated() {
          take(
            products[(index * blockWidth)..<(index * blockWidth + block.count)], of: block,
            about: row, into: &lists[index])
        }
      }
    }
    return lists.map(\.indices)
  }

  /// Adds the points of a block that can be among a point's nearest to its list.
  ///
  /// - `products`: those of the block's points with the point, times -2.
  @inline(__always)
  private func take(
    _ products: Slice<UnsafeBufferPointer<Float>>, of block: Range<Int>, about row: Int,
    into list: inout CandidateList
  ) {
    let lanes = SIMD16<Float>.scalarCount
    let products = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: products))
    lowerNorms.withUnsafeBytes { lowerNorms in
      for start in stride(from: 0, to: block.count, by: lanes) {
        let others =
          (block.lowerBound + start)..<min(block.lowerBound + start + lanes, block.upperBound)
        // Most points are too far away, and a vector of them is rejected by one comparison.
        if others.count == lanes {
          let bounds =
            products.loadUnaligned(fromByteOffset: start * 4, as: SIMD16<Float>.self)
            + lowerNorms.loadUnaligned(
              fromByteOffset: others.lowerBound * 4, as: SIMD16<Float>.self)
          let limit = SIMD16(repeating: list.limit - self.lowerNorms[row])
          guard any(bounds .<= limit) else { continue }
        }
        for other in others where other != row {
          let product = products.load(
            fromByteOffset: (other - block.lowerBound) * 4, as: Float.self)
          list.take(
            lower: product + self.lowerNorms[other] + self.lowerNorms[row],
            upper: product + upperNorms[other] + upperNorms[row], index: Int32(other))
        }
      }
    }
  }
}
