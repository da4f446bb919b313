import RDCore
import RDSources
import RDTheory
import Testing

@Suite("The rate–distortion function of a Gaussian source")
struct GaussianRateDistortionTests {
  private let function = GaussianRateDistortion(variance: 2.385 * 2.385)

  @Test("a bit halves the standard deviation of the error")
  func bits() throws {
    for bits in 0...12 {
      let distortion = 2.385 * 2.385 / Double(1 << (2 * bits))
      let found = function.distortion(atRatePerSample: .bits(Double(bits)))
      // Powers of two are exact.
      #expect(found == .exact(distortion))
      let rate = function.ratePerSample(atDistortion: distortion).value!.bits
      #expect(abs(rate - Double(bits)) <= 1e-15 * 12)
    }
  }

  @Test("rate and distortion are each other's inverse")
  func inverse() {
    for bits in [0.013, 0.71, 1.9, 7.3, 23.1] {
      let distortion = function.distortion(atRatePerSample: .bits(bits)).value!
      let rate = function.ratePerSample(atDistortion: distortion).value!
      // The logarithm of the distortion, of size 50, is rounded.
      #expect(abs(rate.bits - bits) <= 1e-14)
    }
  }

  @Test("from the variance on nothing need be sent")
  func zeroRate() {
    #expect(function.ratePerSample(atDistortion: 2.385 * 2.385).value! == .zero)
    #expect(function.ratePerSample(atDistortion: 1e3).value! == .zero)
    #expect(function.zeroRateDistortion == 2.385 * 2.385)
  }

  @Test("extreme variances stay in range")
  func extremes() {
    let small = GaussianRateDistortion(variance: 1e-300)
    #expect(abs(small.ratePerSample(atDistortion: 1e-307).value!.bits - 11.62675) <= 1e-4)
    let large = GaussianRateDistortion(variance: 1e300)
    // log2(10^600) / 2, to the rounding of the numbers printed here.
    #expect(abs(large.ratePerSample(atDistortion: 1e-300).value!.bits - 996.578428466209) <= 1e-11)
  }

  @Test("the catalogue finds the function of a source")
  func catalogue() throws {
    let gaussian = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let found = try RateDistortionCatalogue.function(of: gaussian, measure: .meanSquaredError)
    #expect(found as? GaussianRateDistortion == function)
  }
}
