import RDCore
import RDQuantisers
import RDScalarQuantisation
import RDSources
import ReferenceTables
import Testing

@Suite("Scalar quantisers of a given entropy")
struct EntropyConstrainedTests {
  private static let seed = SeedPath(root: 2026)

  @Test("Gaussian errors of an 18-digit table", arguments: [(0.0, 1.0), (-0.71, 2.385)])
  func gaussianTable(_ placement: (mean: Double, standardDeviation: Double)) throws {
    let source = Gaussian(mean: placement.mean, standardDeviation: placement.standardDeviation)
    for row in try referenceTables.rows("ecsq-gaussian") {
      // The table stops at the levels that matter to its digits: at half a bit a further pair gains 6e-11.
      try check(source, rate: row.number("H_bits"), error: row.number("mse"), relative: 1e-10)
    }
  }

  @Test("Laplacian errors of a 30-digit table")
  func laplacianTable() throws {
    let source = Laplacian(mean: -0.71, standardDeviation: 2.385)
    for row in try referenceTables.rows("ecsq-laplacian") {
      // Cells of less than 1e-11 are merged in the tail, which costs about as much.
      try check(source, rate: row.number("rate_bits"), error: row.number("mse"), relative: 1e-10)
    }
  }

  @Test("no partition of a fine grid is better, whatever its structure")
  func hulls() throws {
    for row in try referenceTables.rows("ecsq-hulls", separator: ";") {
      let source = try SourceCatalogue.density(Descriptor(parsing: row["source"] ?? ""))
      let rate = try row.number("rate_bits")
      let product = try EntropyConstrained().design(
        for: source, rate: .bits(rate), seed: Self.seed
      ).product
      let error = try #require(product.performance).meanSquaredError
      // From below the grid costs some 5e-5; above, the table has nine digits.
      let share = error / (try row.number("mse"))
      #expect(share >= 1 - 1e-4 && share <= 1 + 1e-8, "\(row): \(share)")
    }
  }

  private func check(
    _ source: some UnivariateDistribution, rate: Double, error: Double, relative: Double
  ) throws {
    let design = try EntropyConstrained().design(for: source, rate: .bits(rate), seed: Self.seed)
    #expect(design.convergence.isConverged)
    let performance = try #require(design.product.performance)
    #expect(abs(performance.entropyPerSample.bits - rate) <= 1e-12)
    #expect(
      isClose(performance.meanSquaredError / source.variance, error, relative: relative),
      "\(rate) bits: \(performance.meanSquaredError / source.variance), not \(error)")
  }

  @Test("high rates lose a quarter of a bit against the Shannon lower bound", arguments: [6.0, 9])
  func highRate(rate: Double) throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    for designer: any RateDesigner in [EntropyConstrained(), UniformThreshold()] {
      let performance = try #require(
        designer.design(for: source, rate: .bits(rate), seed: Self.seed).product.performance)
      let loss =
        decibels(ofPowerRatio: performance.meanSquaredError / source.variance)
        + decibels(ofPowerRatio: 4) * rate
      // Gish and Pierce, 10 log10(pi e / 6); the approach is like the step's fourth power or faster.
      #expect(abs(loss - 1.5329310421374205) <= 1e-6, "\(loss)")
    }
  }

  private static let densities = [
    "gaussian:mean=-0.71,standard-deviation=2.385", "laplacian:mean=-0.71,standard-deviation=2.385",
    "uniform:mean=-0.71,standard-deviation=2.385", "logistic", "two-sided-gamma",
    "gamma:shape=2.37", "rayleigh", "exponential",
    "generalised-gaussian:shape=0.5", "beta:alpha=2,beta=3",
    "gaussian-mixture:weights=0.3/0.7,means=-2/2,standard-deviations=0.2/1",
  ]

  @Test(
    "the rate, the Lagrangian conditions, and no error above that of equal steps or below the bound",
    arguments: densities)
  func contract(_ name: String) throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: name))
    for rate in [0.05, 0.5, 1.7, 2.5, 5] {
      var errors: [Double] = []
      for designer: any RateDesigner in [UniformThreshold(), EntropyConstrained()] {
        let product = try designer.design(for: source, rate: .bits(rate), seed: Self.seed).product
        let performance = try #require(product.performance)
        #expect(abs(performance.entropyPerSample.bits - rate) <= 1e-11, "\(name) \(rate)")
        let bound = Self.shannonLowerBound(of: source, bits: rate)
        #expect(performance.meanSquaredError >= bound * (1 - 1e-9), "\(name) \(rate)")
        let probabilities = product.symbolProbabilities[0]
        #expect(abs(probabilities.reduce(0, +) - 1) <= 1e-11)
        errors.append(performance.meanSquaredError)
        let quantiser = try #require(product.quantiser as? ScalarQuantiser)
        checkCentroids(of: quantiser, under: source, name)
      }
      // Rounding of the sums of the errors.
      #expect(errors[1] <= errors[0] * (1 + 1e-11), "\(name) \(rate)")
    }
  }

  private func checkCentroids(
    of quantiser: ScalarQuantiser, under source: some UnivariateDistribution, _ name: String
  ) {
    for i in quantiser.levels.indices {
      let moments = source.partialMoments(
        over: quantiser.cell(at: i), about: quantiser.levels[i])
      // Cells of less probability than this feel the rounding of positions in their tails.
      guard moments.mass > 1e-12 else { continue }
      #expect(
        abs(moments.first / moments.mass) <= 1e-9 * source.standardDeviation, "\(name), cell \(i)")
    }
  }

  /// The least error that Shannon's bound allows.
  private static func shannonLowerBound(
    of source: some UnivariateDistribution, bits: Double
  ) -> Double {
    // h(X) - ln(2 pi e D) / 2 = R.
    powerOfE(2 * (source.differentialEntropy - .bits(bits)).nats) / 17.079468445347134
  }

  @Test("costs tie at the thresholds, with one slope for all")
  func lagrangian() throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let product = try EntropyConstrained().design(for: source, rate: .bits(2), seed: Self.seed)
      .product
    let quantiser = try #require(product.quantiser as? ScalarQuantiser)
    let information = product.symbolProbabilities[0].map { Information.bits(-binaryLogarithm($0)) }
    // From the table, per bit and of unit variance.
    let slope = 0.12317866139292 * source.variance
    for (i, threshold) in quantiser.thresholds.enumerated() {
      let below = threshold - quantiser.levels[i]
      let above = threshold - quantiser.levels[i + 1]
      let difference =
        below * below - above * above + slope * (information[i] - information[i + 1]).bits
      // The slope of the table has twelve digits; lengths reach sixty bits.
      #expect(abs(difference) <= 1e-9 * slope)
    }
  }
}
