internal import CGSL

/// Student's t distribution: that of the mean of a few normal measurements over its estimated error.
///
/// > Source: [galassi2009gsl], chapter "Random Number Distributions".
package struct StudentT: Sendable {
  /// Degrees of freedom, above 0.
  package let degreesOfFreedom: Double

  /// The distribution of `degreesOfFreedom` degrees of freedom.
  ///
  /// - Precondition: `degreesOfFreedom` is positive and finite.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite)
    self.degreesOfFreedom = degreesOfFreedom
    GSL.start()
  }

  package func cumulative(_ x: Double) -> Double {
    gsl_cdf_tdist_P(x, degreesOfFreedom)
  }

  /// The value below which a fraction `p` of the probability lies: at 0.975, the factor of a 95 % confidence half-width.
  ///
  /// - Precondition: `0 <= p <= 1`.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return gsl_cdf_tdist_Pinv(p, degreesOfFreedom)
  }
}
