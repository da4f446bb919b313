import RDCore
import RDSources
import RDTheory
import RealModule
import ReferenceTables
import Testing

@Suite("The rate-dispersion function")
struct RateDispersionTests {
  private func function(_ text: String, _ measure: DistortionMeasure) throws
    -> any RateDistortionFunction
  {
    let source = try SourceCatalogue.source(Descriptor(parsing: text))
    return try #require(try RateDistortionCatalogue.function(of: source, measure: measure))
  }

  private func dispersion(_ text: String, _ measure: DistortionMeasure, at distortion: Double)
    throws -> RateDispersion
  {
    try #require(try function(text, measure).dispersion(atDistortion: distortion))
  }

  @Test("densities agree with Blahut's iteration on a grid, within the stated error")
  func densities() throws {
    for row in try referenceTables.rows("dispersion-densities", separator: ";") {
      let measure = try #require(row["measure"].flatMap(DistortionMeasure.init(rawValue:)))
      let function = try function(try #require(row["source"]), measure)
      let distortion = try row.number("distortion")
      let found = try #require(function.dispersion(atDistortion: distortion))
      let rate = function.ratePerSample(atDistortion: distortion).value!.nats
      // The grids of the table, of 0.025 and 0.1, cost its absolute errors 2e-3 nats; its atoms of squared errors move freely.
      let gridError = measure == .meanSquaredError ? 1e-5 : 2e-3
      #expect(abs(rate - (try row.number("rate_nats"))) <= gridError)
      let exact = try row.number("dispersion_nats2")
      #expect(abs(found.squaredNats - exact) <= found.error + gridError / 10)
      #expect(found.error <= 1e-3 && !found.isFormal)
    }
  }

  @Test("discrete sources agree with Blahut's iteration")
  func discrete() throws {
    let costs = [[0.0, 1.7, 0.83], [0.91, 0.07, 2.385], [1.31, 0.71, 0.0]]
    for row in try referenceTables.rows("dispersion-discrete", separator: ";") {
      let source = try SourceCatalogue.source(Descriptor(parsing: try #require(row["source"])))
      guard case .discrete(let discrete) = source else { preconditionFailure() }
      let count = discrete.symbolCount
      let isHamming = try #require(row["measure"]) == "hamming"
      let hamming = (0..<count).map { x in (0..<count).map { x == $0 ? 0.0 : 1 } }
      let computed = BlahutArimoto(of: discrete, distortions: isHamming ? hamming : costs)
      let distortion = try row.number("distortion")
      let exact = try row.number("dispersion_nats2")
      let found = try #require(computed.dispersion(atDistortion: distortion))
      #expect(abs(found.squaredNats - exact) <= found.error + 1e-9 && found.error <= 1e-5)
      #expect(found.isZero == (exact < 1e-20))
      if isHamming {
        let closed = try #require(
          HammingRateDistortion(of: discrete).dispersion(atDistortion: distortion))
        #expect(abs(closed.squaredNats - exact) <= 1e-9 && closed.error == 0)
        #expect(closed.isZero == (exact < 1e-20))
      }
    }
  }

  @Test("real symbols agree with Blahut's iteration on a grid whose atoms move, as does R(D)")
  func values() throws {
    for row in try referenceTables.rows("dispersion-values", separator: ";") {
      let measure = try #require(row["measure"].flatMap(DistortionMeasure.init(rawValue:)))
      let function = try function(try #require(row["source"]), measure)
      let distortion = try row.number("distortion")
      let rate = function.ratePerSample(atDistortion: distortion)
      let exact = try row.number("rate_nats")
      // The table's own iteration stops within 1e-9 nats.
      #expect(rate.lower.nats - 2e-9 <= exact && exact <= rate.upper.nats + 2e-9)
      #expect(rate.upper.nats - rate.lower.nats <= 1e-8)
      let inverse = function.distortion(atRatePerSample: .nats(exact))
      #expect(isClose(inverse.value!, distortion, relative: 1e-6))
      let found = try #require(function.dispersion(atDistortion: distortion))
      #expect(
        abs(found.squaredNats - (try row.number("dispersion_nats2"))) <= found.error + 1e-7)
      #expect(found.error <= 1e-4 && !found.isFormal)
    }
  }

  @Test("a step of a large alphabet loses nothing to the real line, and its ends are exact")
  func manyValues() throws {
    // A uniform source of 97 steps between -1 and 1: at a distortion far above a step that of the density, less 1/12 step^2.
    let count = 97
    let weights = [Double](repeating: 1, count: count)
    let values = (0..<count).map { (2 * Double($0) + 1) / Double(count) - 1 }
    let text = { (numbers: [Double]) in numbers.map { "\($0)" }.joined(separator: "/") }
    let descriptor =
      "discrete:probabilities=\(text(weights.map { $0 / Double(count) })),values=\(text(values))"
    let function = try function(descriptor, .meanSquaredError)
    let density = try self.function("uniform:lower=-1,upper=1", .meanSquaredError)
    let rate = function.ratePerSample(atDistortion: 0.05)
    #expect(rate.upper.nats - rate.lower.nats <= 1e-8)
    let dense = density.ratePerSample(atDistortion: 0.05)
    #expect(abs(rate.value!.nats - dense.value!.nats) <= 2e-3)
    #expect(isClose(function.zeroRateDistortion, (1 - 1 / 97.0 / 97) / 3, relative: 1e-13))
    let entropy = Double.log2(97)
    #expect(function.distortion(atRatePerSample: .bits(entropy * (1 + 1e-12))).value == 0)
    let fine = function.distortion(atRatePerSample: .bits(entropy * 0.999))
    #expect(fine.lower > 0 && fine.upper < 1e-4)
  }

  @Test(
    "erased bits agree with the definition of the noisy dispersion, and their surrogate with its own"
  )
  func erased() throws {
    for row in try referenceTables.rows("dispersion-erased", separator: ";") {
      let source = try SourceCatalogue.source(Descriptor(parsing: try #require(row["source"])))
      guard case .erased(let bits) = source else { preconditionFailure() }
      let distortion = try row.number("distortion")
      let own = ErasedBitsRateDistortion(of: bits)
      let rate = own.ratePerSample(atDistortion: distortion)
      #expect(isClose(rate.value!.nats, try row.number("rate_nats"), relative: 1e-12))
      #expect(
        isClose(own.distortion(atRatePerSample: rate.value!).value!, distortion, relative: 1e-12))
      let found = try #require(own.dispersion(atDistortion: distortion))
      #expect(isClose(found.squaredNats, try row.number("dispersion_nats2"), relative: 1e-11))
      let surrogate = ErasedBitsRateDistortion(of: bits, isOfSurrogate: true)
      #expect(
        isClose(
          try #require(surrogate.dispersion(atDistortion: distortion)).squaredNats,
          try row.number("surrogate_dispersion_nats2"), relative: 1e-10))
      #expect(surrogate.ratePerSample(atDistortion: distortion) == rate)
    }
  }

  @Test("erased bits: nothing reaches below half of the erasures, and 1 - p bits are enough")
  func erasedEnds() {
    let function = ErasedBitsRateDistortion(of: ErasedBits(erasureProbability: 0.37))
    #expect(function.ratePerSample(atDistortion: 0.18).value?.bits == .infinity)
    #expect(abs(function.ratePerSample(atDistortion: 0.185).value!.bits - 0.63) <= 1e-15)
    #expect(function.ratePerSample(atDistortion: 0.5).value == .zero)
    #expect(function.distortion(atRatePerSample: .bits(0.63001)).value == 0.185)
    #expect(function.distortion(atRatePerSample: .zero).value == 0.5)
    #expect(function.dispersion(atDistortion: 0.185) == nil)
    #expect(function.dispersion(atDistortion: 0.5) == nil)
  }

  @Test("Gauss–Markov processes agree with 30 digits")
  func spectra() throws {
    for row in try referenceTables.rows("dispersion-spectra", separator: ";") {
      let found = try dispersion(
        try #require(row["source"]), .meanSquaredError, at: try row.number("distortion"))
      #expect(isClose(found.squaredNats, try row.number("dispersion_nats2"), relative: 1e-12))
      #expect(!found.isFormal)
    }
  }

  @Test("varentropies agree with quadrature at 30 digits, at any scale")
  func varentropies() throws {
    for row in try referenceTables.rows("varentropy", separator: ";") {
      let density = try SourceCatalogue.density(Descriptor(parsing: try #require(row["source"])))
      func open(_ density: some UnivariateDistribution) -> Varentropy { Varentropy(of: density) }
      let found = open(density)
      #expect(
        abs(found.value - (try row.number("varentropy_nats2"))) <= found.error + 1e-12,
        "\(density): \(found)")
      #expect(found.error <= 1e-4)
    }
  }

  @Test("closed forms: Gaussian, Laplacian, exponential and parallel Gaussian sources")
  func closedForms() throws {
    let gaussian = try dispersion(
      "gaussian:mean=-0.71,standard-deviation=2.385", .meanSquaredError, at: 3.1)
    #expect(gaussian == RateDispersion(squaredNats: 0.5))
    let laplacian = try dispersion(
      "laplacian:mean=-0.71,standard-deviation=2.385", .meanAbsoluteError, at: 0.37)
    #expect(laplacian == RateDispersion(squaredNats: 1))
    let exponential = try dispersion("exponential:scale=2.385", .oneSidedError, at: 0.37)
    #expect(exponential == RateDispersion(squaredNats: 1, isFormal: true))
    // At 2/3 of a level of 1.25: components of 4 and 2 above it, of 0.5 and 0 below.
    let level = 1.25
    let parallel = try dispersion(
      "parallel-gaussians:variances=0.5/4/2/0", .meanSquaredError, at: (2 * level + 0.5) / 4)
    #expect(isClose(parallel.squaredNats, (2 + 0.16) / 8, relative: 1e-14))
  }

  @Test("computed functions meet closed forms within their error")
  func computed() throws {
    let gaussian = SquaredErrorRateDistortion(of: Gaussian(mean: -0.71, standardDeviation: 2.385))
    for distortion in [1.9, 5.1] {
      let found = try #require(gaussian.dispersion(atDistortion: distortion))
      #expect(abs(found.squaredNats - 0.5) <= found.error && found.error <= 1e-3)
    }
    let laplacian = AbsoluteErrorRateDistortion(of: Laplacian(standardDeviation: 2.385))
    for distortion in [0.7, 1.5] {
      let found = try #require(laplacian.dispersion(atDistortion: distortion))
      #expect(abs(found.squaredNats - 1) <= found.error && found.error <= 2e-3)
    }
  }

  @Test("under squared error, Laplacian samples tend to 1 and uniform ones to 0")
  func limits() throws {
    var last = (laplacian: 0.0, uniform: 1.0)
    for distortion in [0.5, 0.05, 1e-3] {
      let laplacian = try dispersion("laplacian", .meanSquaredError, at: distortion).squaredNats
      let uniform = try dispersion("uniform", .meanSquaredError, at: distortion).squaredNats
      #expect(last.laplacian < laplacian && laplacian < 1 && 0 < uniform && uniform < last.uniform)
      last = (laplacian, uniform)
    }
    #expect(last.laplacian > 0.9999 && last.uniform < 0.01)
    let least = try dispersion("laplacian", .meanSquaredError, at: 1e-9)
    #expect(abs(least.squaredNats - 1) <= least.error && least.error <= 2e-3)
    // Only what is next to the ends varies: a part of the samples that goes with the root of the distortion.
    let narrow = try dispersion("uniform", .meanSquaredError, at: 1e-9)
    #expect(abs(narrow.squaredNats - 1e-3 * last.uniform) <= narrow.error)
  }

  @Test("a ninth moment of the distortion is asked for, under any shift and scale")
  func ninthMoment() throws {
    for (measure, degrees, isFormal) in [
      (DistortionMeasure.meanSquaredError, 18.0, true), (.meanSquaredError, 18.1, false),
      (.meanAbsoluteError, 9, true), (.meanAbsoluteError, 9.1, false),
    ] {
      let found = try dispersion(
        "student-t:degrees-of-freedom=\(degrees),mean=-0.71,standard-deviation=2.385", measure,
        at: 1.1)
      #expect(found.isFormal == isFormal)
    }
    #expect(
      try dispersion("autoregressive:coefficients=1.2/-0.5", .meanSquaredError, at: 0.2).isFormal)
    #expect(
      try !dispersion("autoregressive:coefficients=0.8", .meanSquaredError, at: 0.2).isFormal)
  }

  @Test("where R(D) is 0 there is no dispersion")
  func beyond() throws {
    for (text, measure) in [
      ("gaussian", DistortionMeasure.meanSquaredError), ("uniform", .meanSquaredError),
      ("uniform", .meanAbsoluteError), ("laplacian", .meanAbsoluteError),
      ("bernoulli:p=0.3", .hamming), ("gauss-markov:rho=0.9", .meanSquaredError),
      ("parallel-gaussians:variances=4/1", .meanSquaredError),
    ] {
      let function = try function(text, measure)
      #expect(function.dispersion(atDistortion: function.zeroRateDistortion * 1.001) == nil)
    }
  }

  /// R(D) of Gaussian samples with another dispersion.
  private struct Dispersed: RateDistortionFunction {
    let base = GaussianRateDistortion(variance: 1)
    let dispersion: RateDispersion
    var distortionMeasure: DistortionMeasure { base.distortionMeasure }
    var zeroRateDistortion: Double { base.zeroRateDistortion }
    func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
      base.ratePerSample(atDistortion: distortion)
    }
    func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
      base.distortion(atRatePerSample: rate)
    }
    func dispersion(atDistortion distortion: Double) -> RateDispersion? { dispersion }
  }

  @Test("an infinite dispersion gives no value, one of 0 the rate itself")
  func extremes() {
    func nats(_ dispersion: RateDispersion) -> Double? {
      NormalApproximation(of: Dispersed(dispersion: dispersion)).rate(
        atDistortion: 0.25, blocklength: 100, excessProbability: 0.01)?.nats
    }
    #expect(nats(RateDispersion(squaredNats: .infinity)) == nil)
    #expect(nats(RateDispersion(squaredNats: 1e-9, error: 2e-9)) == Double.log(2))
    let spread = 2.3263478740408408 * 0.13
    #expect(
      isClose(nats(RateDispersion(squaredNats: 1.69)) ?? 0, Double.log(2) + spread, relative: 1e-14)
    )
  }
}
