import RDCore
import RDSources
import RDTheory
import RealModule
import Testing

@Suite("The rate–distortion function of densities under mean absolute error")
struct AbsoluteErrorTests {
  @Test("a Laplacian meets its closed form", arguments: [0.2, 0.7, 1.9, 4.3])
  func laplacian(_ bits: Double) {
    let source = Laplacian(mean: -0.71, standardDeviation: 2.385)
    let exact = LinearErrorRateDistortion(of: source)
      .distortion(atRatePerSample: .bits(bits)).value!
    let computed = AbsoluteErrorRateDistortion(of: source)
    let rate = computed.ratePerSample(atDistortion: exact)
    // Rounding of the bounds is a few units in the last place.
    #expect(rate.lower.bits <= bits + 1e-12 && bits - 1e-12 <= rate.upper.bits)
    #expect(rate.upper.bits - rate.lower.bits <= 2e-6)
  }

  /// With `lambda` a multiple of `exp(-s x)` up to `a = ln(1 + 1/s)` and of `exp(x)` beyond, the constraint holds with
  /// equality from `a` on, where the reproductions lie; the slope's line touches the function at `D = a`, so in units of the
  /// scale `R = -ln(2 (1 - exp(-D)))`.
  @Test("an exponential meets its closed form", arguments: [0.05, 0.1, 0.3, 0.5, 0.65])
  func exponential(_ share: Double) throws {
    let scale = 2.385
    let density = try SourceCatalogue.density(
      Descriptor(parsing: "exponential:location=-0.71,scale=2.385"))
    let computed = AbsoluteErrorRateDistortion(of: density)
    let exact = -Double.log2(2 * -Double.expMinusOne(-share))
    let rate = computed.ratePerSample(atDistortion: share * scale)
    #expect(rate.lower.bits <= exact + 1e-12 && exact - 1e-12 <= rate.upper.bits)
    #expect(rate.upper.bits - rate.lower.bits <= 3e-6)
    // The median is ln 2 above the lower end, and so far from it the samples are on average.
    #expect(abs(computed.zeroRateDistortion / (scale * Double.log(2)) - 1) <= 1e-10)
    let distortion = computed.distortion(atRatePerSample: .bits(exact))
    #expect(distortion.lower <= share * scale * (1 + 1e-12))
    #expect(share * scale * (1 - 1e-12) <= distortion.upper)
  }

  @Test(
    "bounds are in order and near each other",
    arguments: [
      "gaussian:standard-deviation=2.385", "uniform:mean=-0.71,standard-deviation=2.385",
      "gamma", "rayleigh", "beta:alpha=0.5,beta=0.5", "student-t:degrees-of-freedom=4",
      "gaussian-mixture:weights=0.3/0.7,means=-2/1,standard-deviations=1/0.3",
    ])
  func shape(_ name: String) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    let function = try #require(
      try RateDistortionCatalogue.function(of: density, measure: .meanAbsoluteError))
    let shannon = try #require(
      ShannonLowerBound(of: .density(density), measure: .meanAbsoluteError))
    var last = Information.bits(.infinity)
    for share in [0.1, 0.5, 0.95] {
      let distortion = share * function.zeroRateDistortion
      let rate = function.ratePerSample(atDistortion: distortion)
      #expect(shannon.ratePerSample(atDistortion: distortion).bits <= rate.lower.bits + 1e-12)
      // The tolerance is 1e-6 nats; heavy tails cost as much as their quantiser's code.
      #expect(rate.upper.bits - rate.lower.bits <= 1e-5)
      #expect(rate.upper < last)
      last = rate.lower
    }
    // Beyond the reach of the programme the bounds are far apart, but in order.
    let narrow = 1e-9 * function.zeroRateDistortion
    let rate = function.ratePerSample(atDistortion: narrow)
    #expect(rate.value == nil && rate.upper.bits - rate.lower.bits <= 2)
    let distortion = function.distortion(atRatePerSample: rate.upper)
    #expect(distortion.lower <= narrow && narrow <= distortion.upper * (1 + 1e-9))
  }
}
