import RealModule

/// The Gauss rule of a discrete measure: `k` nodes and weights that integrate every polynomial of degree below `2 k` exactly.
///
/// Computed by the Lanczos process with full reorthogonalisation; the nodes are the eigenvalues of its tridiagonal matrix.
///
/// > Source: [golub2013], section 10.2.
package struct DiscreteGaussRule: Sendable {
  /// Ascending, within the convex hull of the points, shape `[k]`.
  package let nodes: [Double]

  /// None negative, with the same sum as the measure's weights, shape `[k]`.
  package let weights: [Double]

  /// The rule of a measure, or `nil` if the measure has too few points.
  ///
  /// - Parameters:
  ///   - points: the points, ascending, shape `[n]`.
  ///   - weights: none negative, shape `[n]`.
  ///   - pointCount: `k`, above 0.
  /// - Complexity: about `4 n k^2` operations.
  package init?(points: [Double], weights: [Double], pointCount: Int) {
    precondition(points.count == weights.count && pointCount > 0)
    let total = weights.reduce(0, +)
    guard let first = points.first, let last = points.last, first < last, total > 0 else {
      return nil
    }
    let middle = first + (last - first) / 2
    let halfWidth = (last - first) / 2
    let scaled = points.map { ($0 - middle) / halfWidth }
    var basis = [weights.map { ($0 / total).squareRoot() }]
    var matrix = [Double](repeating: 0, count: pointCount * pointCount)
    for k in 0..<pointCount {
      var next = zip(scaled, basis[k]).map { $0 * $1 }
      matrix[k * pointCount + k] = zip(next, basis[k]).reduce(0) { $0 + $1.0 * $1.1 }
      guard k + 1 < pointCount else { break }
      // Orthogonalising twice reaches rounding level.
      for vector in basis + basis {
        let part = zip(next, vector).reduce(0) { $0 + $1.0 * $1.1 }
        for i in next.indices { next[i] -= part * vector[i] }
      }
      let norm = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 1e-10 else { return nil }
      basis.append(next.map { $0 / norm })
      matrix[k * pointCount + k + 1] = norm
      matrix[(k + 1) * pointCount + k] = norm
    }
    guard let solution = try? SymmetricEigendecomposition(of: matrix, order: pointCount) else {
      return nil
    }
    nodes = solution.values.reversed().map { min(max(middle + halfWidth * $0, first), last) }
    self.weights = (0..<pointCount).reversed().map {
      total * solution.vectors[$0 * pointCount] * solution.vectors[$0 * pointCount]
    }
  }
}
