/// The least-squares polynomial of a given degree through points.
///
/// It is built from polynomials that are orthogonal on the points themselves, so no system of equations is solved.
///
/// > Source: [forsythe1957].
package struct PolynomialFit: Sendable, Equatable {
  /// The coefficients of `1, t, t^2, …` with `t = (x - centre) / scale`, shape `[degree + 1]`.
  package let coefficients: [Double]

  /// The middle of the range of the points.
  package let centre: Double

  /// Half the width of the range of the points.
  package let scale: Double

  /// The polynomial of least sum of squared differences.
  ///
  /// - Parameters:
  ///   - degree: its degree.
  ///   - points: more points than the degree.
  /// - Precondition: more than `degree` of the points have different abscissas.
  package init(degree: Int, points: [(x: Double, y: Double)]) {
    let abscissas = points.map(\.x)
    guard let least = abscissas.min(), let greatest = abscissas.max(), degree >= 0,
      degree < points.count
    else { preconditionFailure("a polynomial of degree n needs more than n points") }
    centre = (least + greatest) / 2
    scale = greatest > least ? (greatest - least) / 2 : 1
    let (middle, unit) = (centre, scale)
    let t = abscissas.map { ($0 - middle) / unit }
    var remainder = points.map(\.y)
    var sum = [Double](repeating: 0, count: degree + 1)
    var current = [1.0]
    var previous: [Double] = []
    var previousNorm = 1.0
    for order in 0...degree {
      let values = t.map { Self.value(current, at: $0) }
      let norm = values.reduce(0) { $0 + $1 * $1 }
      precondition(norm > 0, "fewer distinct abscissae than the polynomial has coefficients")
      let weight = zip(values, remainder).reduce(0) { $0 + $1.0 * $1.1 } / norm
      for (power, coefficient) in current.enumerated() { sum[power] += weight * coefficient }
      for index in t.indices { remainder[index] -= weight * values[index] }
      guard order < degree else { break }
      let shift = zip(values, t).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / norm
      var next = [0.0] + current
      for (power, coefficient) in current.enumerated() { next[power] -= shift * coefficient }
      for (power, coefficient) in previous.enumerated() {
        next[power] -= norm / previousNorm * coefficient
      }
      (previous, current, previousNorm) = (current, next, norm)
    }
    coefficients = sum
  }

  /// The polynomial at `x`.
  package func callAsFunction(_ x: Double) -> Double {
    Self.value(coefficients, at: (x - centre) / scale)
  }

  /// The integral over an interval.
  package func integral(from lower: Double, to upper: Double) -> Double {
    func primitive(_ x: Double) -> Double {
      let t = (x - centre) / scale
      let terms = coefficients.enumerated().map { $0.element / Double($0.offset + 1) }
      return scale * t * Self.value(terms, at: t)
    }
    return primitive(upper) - primitive(lower)
  }

  private static func value(_ coefficients: [Double], at t: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * t + $1 }
  }
}
