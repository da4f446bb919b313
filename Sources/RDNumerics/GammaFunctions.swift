internal import CGSL
import RealModule

/// The logarithm of the gamma function, its derivative, and the regularised incomplete gamma functions.
///
/// > Source: [galassi2009gsl], chapter "Special Functions".
package enum GammaFunctions {
  /// `ln Gamma(a)`.
  ///
  /// - Precondition: `a` is positive.
  package static func logarithm(_ a: Double) -> Double {
    GSL.start()
    return gsl_sf_lngamma(a)
  }

  /// The derivative of ``logarithm(_:)``, the digamma function.
  ///
  /// - Precondition: `a` is positive.
  package static func digamma(_ a: Double) -> Double {
    GSL.start()
    return gsl_sf_psi(a)
  }

  /// `psi(a) - ln a`, nearly `-1 / (2 a)` for large `a`: the remainder of the digamma function where its logarithms cancel.
  ///
  /// - Precondition: `a` is positive.
  ///
  /// > Source: [olver2010], 5.11.2.
  package static func digammaBeyondLogarithm(_ a: Double) -> Double {
    guard a >= 16 else { return digamma(a) - Double.log(a) }
    // From 16 on, the next term is below 1e-17 of the sum.
    let square = 1 / (a * a)
    var series = 691.0 / 32760
    for coefficient in [1.0 / 132, 1.0 / 240, 1.0 / 252, 1.0 / 120, 1.0 / 12] {
      series = coefficient - square * series
    }
    return -0.5 / a - square * series
  }

  /// The factor by which Stirling's formula `sqrt(2 pi / a) (a / e)^a` falls short of `Gamma(a)`: nearly 1 for large `a`.
  ///
  /// - Precondition: `a` is positive.
  package static func stirlingCorrection(_ a: Double) -> Double {
    GSL.start()
    return gsl_sf_gammastar(a)
  }

  /// The regularised incomplete gamma function `P(a, x)`: the integral of `t^(a-1) exp(-t) / Gamma(a)` from 0 to `x`, to full
  /// relative accuracy where it is small.
  ///
  /// - Precondition: `a` is positive and `x` is not negative.
  package static func regularisedLower(_ a: Double, upTo x: Double) -> Double {
    guard x < .infinity else { return 1 }
    GSL.start()
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_P_e(a, x, &result)
    return result.val
  }

  /// Its complement `Q(a, x)`: the same integral from `x` to infinity, to full relative accuracy where it is small.
  ///
  /// - Precondition: `a` is positive and `x` is not negative.
  package static func regularisedUpper(_ a: Double, from x: Double) -> Double {
    guard x < .infinity else { return 0 }
    if a < 0.25, x < 5 {
      // Here the library's series has errors up to 5e-11 of Q. The complement, or a step of the recurrence in a, has not.
      let lower = regularisedLower(a, upTo: x)
      return lower < 0.9
        ? 1 - lower
        : regularisedUpper(a + 1, from: x) - Double.exp(a * Double.log(x) - x - logarithm(a + 1))
    }
    GSL.start()
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_Q_e(a, x, &result)
    return result.val
  }
}
