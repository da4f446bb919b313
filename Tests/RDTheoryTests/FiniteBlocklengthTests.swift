import RDCore
import RDSources
import RDTheory
import ReferenceTables
import Testing

@Suite("Finite blocklength")
struct FiniteBlocklengthTests {
  private let variance = 2.385 * 2.385

  @Test("a Gaussian source agrees with the table of 100 samples")
  func gaussianTable() throws {
    for row in try referenceTables.rows("finite-blocklength-gaussian") {
      let distortion = try row.number("d") * variance
      let excess = try row.number("eps")
      func bits(_ bound: any FiniteBlocklengthBound) throws -> Double {
        try #require(
          try bound.rate(atDistortion: distortion, blocklength: 100, excessProbability: excess)
        ).bits
      }
      let approximation = try bits(
        NormalApproximation(of: GaussianRateDistortion(variance: variance)))
      #expect(isClose(approximation, try row.number("gauss_approx"), relative: 1e-13))
      let converse = try bits(GaussianConverse(variance: variance))
      #expect(isClose(converse, try row.number("converse_sphere"), relative: 1e-12))
      // The table prints 10 digits and was itself minimised over the radius.
      let best = try bits(GaussianAchievability(variance: variance))
      #expect(isClose(best, try row.number("ach_cap_exactcap_opt_radius"), relative: 1e-9))
      let plain = try bits(GaussianAchievability(variance: variance, radius: .testChannel))
      #expect(isClose(plain, try row.number("ach_cap_exactcap_r0=sqrt(1-d)"), relative: 1e-10))
      #expect(converse < best && best <= plain)
    }
  }

  @Test("the Gaussian converse from one sample to a million agrees with 40 digits")
  func gaussianConverse() throws {
    for row in try referenceTables.rows("gaussian-converse") {
      let found = try GaussianConverse(variance: variance).rate(
        atDistortion: try row.number("distortion") * variance,
        blocklength: Int(try row.number("n")), excessProbability: try row.number("excess"))
      // GSL's incomplete gamma functions keep 12 digits or more of the excess probability.
      #expect(isClose(try #require(found).bits, try row.number("rate_bits"), relative: 1e-12))
    }
  }

  @Test("blocks of two symbols agree with 40 digits")
  func binary() throws {
    for row in try referenceTables.rows("binary-blocks") {
      let n = Int(try row.number("n"))
      let p = try row.number("p")
      let (distortion, excess) = (try row.number("distortion"), try row.number("excess"))
      let converse = try #require(
        BinaryConverse(probability: p).rate(
          atDistortion: distortion, blocklength: n, excessProbability: excess))
      // Codes have an integer of words, the table any; logarithms of large factorials are rounded to 1e-13.
      let words = try row.number("converse_bits") * Double(n)
      if words > 40 {
        #expect(abs(converse.bits * Double(n) - words) <= 1e-9)
      } else {
        #expect(converse.bits * Double(n) >= words - 1e-8 && converse.bits * Double(n) < words + 1)
      }
      let expected = try row.number("achievability_bits")
      let achieved = BinaryAchievability(probability: p).rate(
        atDistortion: distortion, blocklength: n, excessProbability: excess)
      if expected >= 1 {
        #expect(achieved == nil)
      } else {
        #expect(abs((try #require(achieved)).bits - expected) <= 1e-9)
      }
    }
  }

  @Test("bounds close in on the rate–distortion function, up to a million samples")
  func limits() throws {
    let discrete = DiscreteDistribution(weights: [0.11, 0.89])
    for (source, distortion) in [
      (Source.density(Gaussian(mean: -0.71, standardDeviation: 2.385)), 0.37 * variance),
      (Source.discrete(discrete), 0.043),
    ] {
      let measure: DistortionMeasure = distortion < 0.1 ? .hamming : .meanSquaredError
      let function = try #require(
        try RateDistortionCatalogue.function(of: source, measure: measure))
      let limit = function.ratePerSample(atDistortion: distortion).value!.bits
      let bounds =
        [NormalApproximation(of: function)]
        + FiniteBlocklengthCatalogue.bounds(of: source, measure: measure)
      #expect(bounds.map(\.quantity) == ["normal-approximation", "converse", "achievability"])
      var last = Double.infinity
      for blocklength in [1_000, 30_000, 1_000_000] {
        let rates = try bounds.map {
          try #require(
            try $0.rate(
              atDistortion: distortion, blocklength: blocklength, excessProbability: 0.03)
          ).bits
        }
        #expect(limit < rates[1] && rates[1] < rates[2] && rates[2] < last)
        // The bounds are a few ln(n) / n apart, and the approximation is as near to them.
        #expect(rates[2] - rates[1] <= 3 * 20 / Double(blocklength))
        #expect(abs(rates[0] - rates[1]) <= 20 / Double(blocklength))
        last = rates[2]
      }
    }
  }

  @Test("the distortion at a rate is the inverse")
  func inverse() throws {
    for bound: any FiniteBlocklengthBound in [
      NormalApproximation(of: GaussianRateDistortion(variance: variance)),
      GaussianConverse(variance: variance),
    ] {
      let distortion = try #require(
        try bound.distortion(atRate: .bits(1.37), blocklength: 193, excessProbability: 0.02))
      let rate = try bound.rate(
        atDistortion: distortion, blocklength: 193, excessProbability: 0.02)
      #expect(abs(try #require(rate).bits - 1.37) <= 1e-12)
    }
  }

  @Test("a bound that says nothing has no rate")
  func silence() throws {
    let converse = try GaussianConverse(variance: 1).rate(
      atDistortion: 1.5, blocklength: 100, excessProbability: 0.01)
    #expect(converse == nil)
    let achieved = try GaussianAchievability(variance: 1).rate(
      atDistortion: 1.5, blocklength: 100, excessProbability: 0.01)
    #expect(achieved == .zero)
    let single = try GaussianAchievability(variance: 1).rate(
      atDistortion: 0.1, blocklength: 1, excessProbability: 0.01)
    #expect(single == nil)
    let approximation = NormalApproximation(of: GaussianRateDistortion(variance: 1)).rate(
      atDistortion: 1, blocklength: 100, excessProbability: 0.01)
    #expect(approximation == nil)
  }
}
