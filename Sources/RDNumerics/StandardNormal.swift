internal import CGSL
import RealModule

/// The normal distribution of mean 0 and variance 1.
package enum StandardNormal {
  /// The density at `x`.
  @inline(__always)
  package static func density(at x: Double) -> Double {
    Double.exp(-x * x / 2) * 0.398942280401432677939946059934381868
  }

  /// The probability of a value below `x`, to full relative accuracy in the lower tail.
  package static func cumulative(_ x: Double) -> Double {
    Double.erfc(-x * 0.5.squareRoot()) / 2
  }

  /// The probability of a value above `x`, to full relative accuracy in the upper tail.
  package static func survival(_ x: Double) -> Double {
    cumulative(-x)
  }

  /// The value below which a fraction `p` of the probability lies; infinite at 0 and 1.
  ///
  /// - Precondition: `0 <= p <= 1`.
  ///
  /// > Source: [wichura1988], as implemented by [galassi2009gsl], chapter "Random Number Distributions".
  package static func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return gsl_cdf_ugaussian_Pinv(p)
  }
}
