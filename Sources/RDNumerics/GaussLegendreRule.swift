internal import CGSL

/// The Gauss–Legendre rule of a fixed number of points, exact for polynomials of degree `2 n - 1`.
///
/// > Source: [galassi2009gsl], chapter "Numerical Integration".
package struct GaussLegendreRule: Sendable {
  /// Nodes on (-1, 1), ascending, shape `[n]`.
  package let nodes: [Double]

  /// Weights, of sum 2, shape `[n]`.
  package let weights: [Double]

  /// The rule of `pointCount` points.
  ///
  /// - Precondition: `pointCount` is positive.
  package init(pointCount: Int) {
    precondition(pointCount > 0, "a quadrature rule needs a point")
    GSL.start()
    guard let table = gsl_integration_glfixed_table_alloc(pointCount) else {
      preconditionFailure("no table of \(pointCount) quadrature points")
    }
    defer { gsl_integration_glfixed_table_free(table) }
    var nodes = [Double](repeating: 0, count: pointCount)
    var weights = nodes
    for i in 0..<pointCount {
      _ = gsl_integration_glfixed_point(-1, 1, i, &nodes[i], &weights[i], table)
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// Integrates over a finite interval.
  ///
  /// - Complexity: `n` evaluations.
  @inlinable
  package func integrate(from lower: Double, to upper: Double, _ function: (Double) -> Double)
    -> Double
  {
    let halfWidth = (upper - lower) / 2
    let centre = lower + halfWidth
    var sum = 0.0
    for i in nodes.indices {
      sum += weights[i] * function(centre + halfWidth * nodes[i])
    }
    return sum * halfWidth
  }
}
