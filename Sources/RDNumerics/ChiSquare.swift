internal import CGSL
import RDCore
import RealModule

/// The chi-square distribution: that of the squared length of a vector of independent standard normal numbers.
///
/// > Source: [galassi2009gsl], chapter "Special Functions", incomplete gamma functions.
package struct ChiSquare: Sendable {
  /// Degrees of freedom, above 0.
  package let degreesOfFreedom: Double

  /// The logarithm of the density's normaliser.
  private let logNormaliser: Double

  /// The distribution of `degreesOfFreedom` degrees of freedom.
  ///
  /// - Precondition: `degreesOfFreedom` is positive and finite.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite)
    GSL.start()
    self.degreesOfFreedom = degreesOfFreedom
    logNormaliser = Self.logStirlingRemainder(degreesOfFreedom / 2)
  }

  /// The density at `x > 0`.
  ///
  /// With `a` half the degrees of freedom, `x^(a-1) e^(-x/2) / (2^a Gamma(a))`, computed from the deviation of `x / 2` from `a`,
  /// so that no large numbers cancel.
  package func density(at x: Double) -> Double {
    guard x > 0 else { return 0 }
    let a = degreesOfFreedom / 2
    let u = (x / 2 - a) / a
    // ln(1 + u) - u, by its own series for small u.
    let logarithm = abs(u) < 1e-3 ? Self.logOnePlusMinus(u) : Double.log(onePlus: u) - u
    return Double.exp(a * logarithm - logNormaliser) * (a / (2 * .pi)).squareRoot() / x
  }

  /// The probability of a value below `x`, to full relative accuracy in the lower tail.
  package func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < .infinity else { return 1 }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_P_e(degreesOfFreedom / 2, x / 2, &result)
    return result.val
  }

  /// The probability of a value above `x`, to full relative accuracy in the upper tail.
  package func survival(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_Q_e(degreesOfFreedom / 2, x / 2, &result)
    return result.val
  }

  /// The value that is exceeded with probability `p`.
  ///
  /// - Throws: ``NumericsError`` if the search fails, which is not known to happen.
  /// - Precondition: `0 < p < 1`.
  ///
  /// > Source: the starting point is that of [wilson1931].
  package func upperQuantile(_ p: Double) throws(NumericsError) -> Double {
    precondition(p > 0 && p < 1, "a probability lies between 0 and 1")
    let n = degreesOfFreedom
    let spread = (2 / (9 * n)).squareRoot()
    let cubeRoot = 1 - 2 / (9 * n) - StandardNormal.quantile(p) * spread
    let guess = max(n * cubeRoot * cubeRoot * cubeRoot, .leastNormalMagnitude * 1e10)
    // Each side of the equation uses the function that is small there.
    func excess(_ x: Double) -> Double {
      p <= 0.5 ? survival(x) - p : (1 - p) - cumulative(x)
    }
    let step = (2 * n).squareRoot() + 1
    var (low, high) = (guess, guess)
    while low > 0, excess(low) < 0 { low = low > step ? low - step : low / 1024 }
    while excess(high) > 0 { high += step }
    guard low < high else { return low }
    return try BrentRoot().root(in: Interval(low, high), of: excess).position
  }

  /// `ln(1 + u) - u` for a small `u`.
  private static func logOnePlusMinus(_ u: Double) -> Double {
    -u * u * (1.0 / 2 - u * (1.0 / 3 - u * (1.0 / 4 - u * (1.0 / 5 - u * (1.0 / 6)))))
  }

  /// `ln Gamma(a) - (a - 1/2) ln a + a - ln(2 pi) / 2`.
  private static func logStirlingRemainder(_ a: Double) -> Double {
    var result = gsl_sf_result()
    _ = gsl_sf_gammastar_e(a, &result)
    return Double.log(result.val)
  }
}
