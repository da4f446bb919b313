import RealModule

/// The fraction of a sphere in `n` dimensions that lies within an angle of a point.
enum SphericalCap {
  /// The natural logarithm of the fraction, `I_{1 - c^2}((n - 1) / 2, 1/2) / 2` for a cosine `c >= 0`.
  ///
  /// - Parameters:
  ///   - cosine: of the angle; at 1 and above the fraction is 0, at -1 and below it is 1.
  ///   - dimension: `n`, at least 1.
  /// - Returns: the logarithm, 0 or below.
  static func logFraction(cosine: Double, dimension: Int) -> Double {
    guard cosine < 1 else { return -.infinity }
    guard cosine > -1 else { return 0 }
    if dimension == 1 { return -Double.log(2) }
    let a = Double(dimension - 1) / 2
    let half = logHalfFraction(abs(cosine), a)
    return cosine >= 0 ? half : Double.log(onePlus: -Double.exp(half))
  }

  /// `ln(I_{1 - c^2}(a, 1/2) / 2)` for `0 <= c < 1`, by whichever of its two continued fractions converges.
  private static func logHalfFraction(_ c: Double, _ a: Double) -> Double {
    guard c > 0 else { return -Double.log(2) }
    let square = c * c
    let logBeta = logGammaRatio(a)
    let front = a * Double.log(onePlus: -square) + Double.log(c) - logBeta
    if 1 - square < (a + 1) / (a + 2.5) {
      return front + Double.log(fraction(1 - square, a, 0.5) / a) - Double.log(2)
    }
    let complement = Double.exp(front + Double.log(fraction(square, 0.5, a) / 0.5))
    return Double.log(onePlus: -complement) - Double.log(2)
  }

  /// `ln B(a, 1/2)`, without subtracting large logarithms of gamma functions.
  private static func logGammaRatio(_ a: Double) -> Double {
    guard a > 50 else {
      return Double.logGamma(a) + Double.logGamma(0.5) - Double.logGamma(a + 0.5)
    }
    // ln Gamma(a + 1/2) - ln Gamma(a) = ln(a) / 2 - 1/(8a) + 1/(192 a^3) - 1/(640 a^5) + …
    let inverse = 1 / a
    let square = inverse * inverse
    let series = inverse * (-1.0 / 8 + square * (1.0 / 192 - square * (1.0 / 640)))
    return Double.log(.pi) / 2 - Double.log(a) / 2 - series
  }

  /// The continued fraction of the incomplete beta function, by Lentz's method.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / (1 - (a + b) * x / (a + 1))
    var value = d
    for m in 1...100_000 {
      let k = Double(m)
      for term in [
        k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)),
        -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)),
      ] {
        d = 1 / (1 + term * d)
        c = 1 + term / c
        value *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }
}
