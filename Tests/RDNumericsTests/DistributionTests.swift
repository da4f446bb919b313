import RDNumerics
import Testing

/// Expected values: mpmath 1.3 at 40 digits, from the complementary error function and the incomplete beta function.
@Suite("Normal and Student's t distribution")
struct DistributionTests {
  @Test(
    "tails of the normal distribution keep their digits",
    arguments: [
      (-0.71, 0.76114793191001326707), (0.5, 0.30853753872598689636),
      (2.385, 0.0085395606766820040667), (8.25, 7.919726314642477341e-17),
      (37.5, 4.6053530095819548438e-308),
    ])
  func normalTails(_ x: Double, _ survival: Double) {
    // The rounding of x / sqrt(2) is amplified by x^2.
    let tolerance = .ulpOfOne * (4 + x * x)
    #expect(abs(StandardNormal.survival(x) / survival - 1) <= tolerance)
    #expect(abs(StandardNormal.cumulative(-x) / survival - 1) <= tolerance)
  }

  @Test(
    "quantiles of the normal distribution",
    arguments: [
      (0.975, 1.9599639845400538556), (1e-20, -9.2623400897984075796),
      (0.3, -0.52440051270804081597),
    ])
  func normalQuantiles(_ p: Double, _ x: Double) {
    // The approximation is good to about one part in 1e16; its sums round a few times.
    #expect(abs(StandardNormal.quantile(p) / x - 1) <= 2e-15)
  }

  @Test("the ends and the middle of the normal distribution")
  func normalEnds() {
    #expect(StandardNormal.quantile(0.5) == 0)
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(StandardNormal.cumulative(.infinity) == 1)
    #expect(StandardNormal.survival(.infinity) == 0)
  }

  @Test(
    "Student's t distribution",
    arguments: [
      (2.0, 0.9300761362015627152, 0.27566216778986123225, 4.3026527297494617894),
      (7.0, 0.97573794114637091897, 0.25033269230541057719, 2.3646242515927847379),
      (99.5, 0.99051336358430801847, 0.23968241008024808846, 1.9840936109906238506),
    ])
  func studentT(_ degreesOfFreedom: Double, _ high: Double, _ low: Double, _ quantile: Double) {
    let distribution = StudentT(degreesOfFreedom: degreesOfFreedom)
    // GSL's continued fraction for the incomplete beta function stops at about 1e-13.
    #expect(abs(distribution.cumulative(2.385) / high - 1) <= 1e-12)
    #expect(abs(distribution.cumulative(-0.71) / low - 1) <= 1e-12)
    #expect(abs(distribution.quantile(0.975) / quantile - 1) <= 1e-10)
  }
}
