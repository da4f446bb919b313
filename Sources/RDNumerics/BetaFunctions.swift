internal import CGSL
import RealModule

/// The logarithm of the beta function, and the regularised incomplete beta function.
///
/// > Source: [galassi2009gsl], chapter "Special Functions".
package enum BetaFunctions {
  /// `ln B(a, b)`.
  ///
  /// - Precondition: both are positive.
  package static func logarithm(_ a: Double, _ b: Double) -> Double {
    GSL.start()
    guard min(a, b) >= 10 else { return gsl_sf_lnbeta(a, b) }
    // Stirling's series for the three gamma functions: subtracting their logarithms would lose four digits more.
    let sum = a + b
    let corrections = gsl_sf_gammastar(a) * gsl_sf_gammastar(b) / gsl_sf_gammastar(sum)
    return (a - 0.5) * Double.log(a / sum) + (b - 0.5) * Double.log(b / sum)
      + Double.log(2 * .pi / sum) / 2 + Double.log(corrections)
  }

  /// The regularised incomplete beta function `I_x(a, b)`: the integral of `t^(a-1) (1-t)^(b-1) / B(a, b)` from 0 to `x`, to full
  /// relative accuracy where it is small.
  ///
  /// - Precondition: `a` and `b` are positive, and `x` lies between 0 and 1.
  package static func regularised(_ a: Double, _ b: Double, upTo x: Double) -> Double {
    GSL.start()
    var result = gsl_sf_result()
    _ = gsl_sf_beta_inc_e(a, b, x, &result)
    return result.val
  }
}
