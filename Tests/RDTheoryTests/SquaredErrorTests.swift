import RDCore
import RDSources
import RDTheory
import Testing

@Suite("The rate–distortion function of densities under mean-square error")
struct SquaredErrorTests {
  @Test("the Laplacian enclosure holds the independently certified one")
  func laplacian() throws {
    // Not the unit source: a missing scale factor would cancel there.
    let function = SquaredErrorRateDistortion(
      of: Laplacian(mean: -0.71, standardDeviation: 2.385))
    for row in try ReferenceTable.rows("rd-laplacian") {
      let distortion = try row.number("D") * 2.385 * 2.385
      let found = function.ratePerSample(atDistortion: distortion)
      // The table's own bounds are 1e-8 bits apart; its point is at a distortion that is 1e-6 off.
      #expect(found.upper.bits >= (try row.number("R_bits_lower_certified")) - 1e-8)
      let best = try row.number("R_bits_best")
      #expect(abs(found.value.bits - best) <= 2e-7)
      #expect(found.upper.bits - found.lower.bits <= 1e-6)
    }
  }

  @Test("a Gaussian source meets its closed form", arguments: [0.3, 1.7, 5.1])
  func gaussian(_ bits: Double) {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let exact = GaussianRateDistortion(variance: source.variance)
      .distortion(atRatePerSample: .bits(bits)).value
    let computed = SquaredErrorRateDistortion(of: source)
    let distortion = computed.distortion(atRatePerSample: .bits(bits))
    // Rounding of the bounds is a few units in the last place.
    #expect(distortion.lower <= exact * (1 + 1e-12) && exact * (1 - 1e-12) <= distortion.upper)
    #expect(distortion.upper / distortion.lower <= 1 + 4e-7)
  }

  @Test(
    "bounds are in order, near each other, and rates fall convexly",
    arguments: [
      "uniform:mean=-0.71,standard-deviation=2.385", "logistic", "exponential:scale=2.385",
      "rayleigh", "gaussian-mixture:weights=0.3/0.7,means=-2/1,standard-deviations=1/0.3",
    ])
  func shape(_ name: String) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    let function = SquaredErrorRateDistortion(of: density)
    let shannon = try #require(
      ShannonLowerBound(of: .density(density), measure: .meanSquaredError))
    let gaussian = GaussianUpperBound(variance: density.variance)
    let shares = [0.05, 0.1, 0.2, 0.4, 0.8]
    let found = shares.map { function.ratePerSample(atDistortion: $0 * density.variance) }
    for (share, rate) in zip(shares, found) {
      let distortion = share * density.variance
      #expect(shannon.ratePerSample(atDistortion: distortion).bits <= rate.lower.bits + 1e-12)
      #expect(rate.upper.bits <= gaussian.ratePerSample(atDistortion: distortion).bits + 1e-12)
      // The tolerance of the computation is 5e-8 nats, but near a straight piece of a curve it may stay above.
      #expect(rate.upper.bits - rate.lower.bits <= 3e-6)
      let back = function.distortion(atRatePerSample: rate.value)
      // 1e-6 bits are 1.4e-6 of the distortion at high rates, up to ten times as much at low ones.
      #expect(abs(back.value / distortion - 1) <= 1e-5)
    }
    for i in 1..<shares.count { #expect(found[i].upper < found[i - 1].lower) }
    for i in 1..<shares.count - 1 {
      let share = (shares[i] - shares[i - 1]) / (shares[i + 1] - shares[i - 1])
      let chord = found[i - 1].upper.bits * (1 - share) + found[i + 1].upper.bits * share
      #expect(found[i].lower.bits <= chord)
    }
  }
}
