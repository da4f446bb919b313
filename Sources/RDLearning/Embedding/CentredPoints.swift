internal import RDCore
internal import RDNumerics
internal import RealModule

/// Points about their mean and of a size that single precision can square, for a search that leaves out no neighbour.
///
/// `|a - b|^2 = |a|^2 + |b|^2 - 2 a b` loses digits where points are close together; how many at most is known, so each distance
/// has a lower and an upper bound, and a point is left out only where its lower bound lies above `k` upper ones.
///
/// > Source: [higham2002], section 3.1, for the error of an inner product.
final class CentredPoints {
  private let count: Int
  private let dimension: Int

  /// The points less their mean, times a power of two, shape `[count, dimension]`.
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

  /// For each of some points, others among which its nearest are.
  ///
  /// - Parameters:
  ///   - rows: the points.
  ///   - neighbourCount: how many neighbours are wanted of each, below the number of points.
  ///   - blockWidth: points that are looked at together; a multiple of 16.
  /// - Returns: for each point, at least as many others, in no order that means anything but always the same one.
  func candidates(
    of rows: Range<Int>, count neighbourCount: Int, blockWidth: Int
  ) -> [[Int32]] {
    var lists = rows.map { _ in CandidateList(count: neighbourCount) }
    var products = [Float](repeating: 0, count: rows.count * blockWidth)
    let lanes = SIMD16<Float>.scalarCount
    elements.withUnsafeBufferPointer { elements in
      for first in stride(from: 0, to: count, by: blockWidth) {
        let width = min(blockWidth, count - first)
        BLAS.multiply(
          .asStored, .transposed, m: rows.count, n: width, k: dimension, alpha: -2,
          a: elements.baseAddress! + rows.lowerBound * dimension, lda: dimension,
          b: elements.baseAddress! + first * dimension, ldb: dimension, beta: 0, c: &products,
          ldc: blockWidth)
        products.withUnsafeMutableBufferPointer { products in
          for index in 0..<rows.count {
            let row = rows.lowerBound + index
            let line = products.baseAddress! + index * blockWidth
            for start in stride(from: 0, to: width, by: lanes) {
              let end = min(start + lanes, width)
              if end - start == lanes {
                let bounds =
                  UnsafeRawPointer(line + start).loadUnaligned(as: SIMD16<Float>.self)
                  + lowerNorms.withUnsafeBytes {
                    $0.loadUnaligned(fromByteOffset: (first + start) * 4, as: SIMD16<Float>.self)
                  }
                guard bounds.min() <= lists[index].limit - lowerNorms[row] else { continue }
              }
              for column in start..<end where first + column != row {
                lists[index].take(
                  lower: line[column] + lowerNorms[first + column] + lowerNorms[row],
                  upper: line[column] + upperNorms[first + column] + upperNorms[row],
                  index: Int32(first + column))
              }
            }
          }
        }
      }
    }
    return lists.map(\.indices)
  }
}
