import RDCore
import RDSources
import RealModule
import Testing

/// `1.5 (1 + |x|)^-4`, of mean 0 and variance 1, with nothing but what a density must give and its tails.
private struct PowerLaw: UnivariateDistribution {
  let mean = 0.0
  let variance = 1.0
  let support = Interval.realLine
  let isLogConcave = false
  let isSymmetric = true
  let breakpoints = [0.0]

  func density(at x: Double) -> Double {
    let y = 1 + abs(x)
    return 1.5 / (y * y * y * y)
  }

  func cumulative(_ x: Double) -> Double { x < 0 ? tail(-x) : 1 - tail(x) }

  func survival(_ x: Double) -> Double { cumulative(-x) }

  private func tail(_ x: Double) -> Double { 0.5 / ((1 + x) * (1 + x) * (1 + x)) }
}

/// A normal distribution of its own formulas, without closed moments.
private struct PlainGaussian: UnivariateDistribution {
  var mean = -0.71
  var variance = 2.385 * 2.385
  var support = Interval.realLine
  var isLogConcave = true
  var isSymmetric = true
  var factor = 1.0
  var shift = 0.0
  private let inner = Gaussian(mean: -0.71, standardDeviation: 2.385)

  init() {}

  func density(at x: Double) -> Double { factor * inner.density(at: x) }
  func cumulative(_ x: Double) -> Double { inner.cumulative(x + shift) }
  func survival(_ x: Double) -> Double { inner.survival(x + shift) }
}

@Suite("The defaults of a density")
struct DefaultsTests {
  @Test("far tails of a power law have their closed moments", arguments: [0.3, 7, 1e2, 1e6, 1e9])
  func tails(end: Double) {
    let y = 1 + end
    // About the end: the integrals of 1.5 y^-4 times powers of the distance.
    let expected = PartialMoments(
      mass: 0.5 / (y * y * y), first: 0.25 / (y * y), second: 0.5 / y)
    let upper = PowerLaw().partialMoments(over: Interval(end, .infinity), about: end)
    let lower = PowerLaw().partialMoments(over: Interval(-.infinity, -end), about: -end)
    for found in [
      upper, PartialMoments(mass: lower.mass, first: -lower.first, second: lower.second),
    ] {
      // The quadrature's own tolerance is 1e-12 of each piece.
      #expect(abs(found.mass - expected.mass) <= 1e-11 * expected.mass)
      #expect(abs(found.first - expected.first) <= 1e-11 * expected.first)
      #expect(abs(found.second - expected.second) <= 1e-11 * expected.second)
    }
  }

  @Test("a wide cell far out is not missed")
  func wideCell() {
    let source = PlainGaussian()
    let end = source.mean + 11 * source.standardDeviation
    let cell = Interval(end, source.mean + 1e6 * source.standardDeviation)
    let mass = source.partialMoments(over: cell, about: end).mass
    let expected = source.survival(end)
    // The exponent, of size 60, is rounded.
    #expect(abs(mass - expected) <= 1e-11 * expected)
  }

  @Test("every density of the catalogue passes the check", arguments: SampleSources.densities)
  func check(_ text: String) throws {
    try SampleSources.density(text).check()
  }

  @Test("a density of one's own that is right passes the check")
  func passes() throws {
    try PowerLaw().check()
    try PlainGaussian().check()
  }

  @Test("a wrong density does not pass, and the message says by how much")
  func wrong() {
    func message(_ change: (inout PlainGaussian) -> Void) -> String {
      var density = PlainGaussian()
      change(&density)
      do {
        try density.check()
        return ""
      } catch {
        #expect(error is any DiagnosedError)
        return "\(error)"
      }
    }
    #expect(message { $0.factor = 2 }.contains("integrates"))
    #expect(message { $0.variance = 5 }.contains("the variance is 5.0"))
    #expect(message { $0.mean = -0.7 }.contains("isSymmetric is true"))
    #expect(
      message {
        $0.isSymmetric = false
        $0.mean = -0.7
      }.contains("the mean is -0.7"))
    #expect(message { $0.shift = 0.01 }.contains("cumulative("))
    #expect(message { $0.support = Interval(-.infinity, 0) }.contains("integrates"))
    #expect(message { $0.factor = -1 }.contains("negative"))
    #expect(message { $0.variance = .nan }.contains("variance"))
  }

  @Test("a transformed density has the location and scale, or the mean and deviation, given")
  func transformed() throws {
    let moved = PowerLaw().transformed(location: -0.71, scale: 2.385)
    #expect(moved.mean == -0.71 && abs(moved.standardDeviation - 2.385) <= 1e-15)
    #expect(moved.survival(1e3) == PowerLaw().survival((1e3 + 0.71) / 2.385))
    let scaled = PowerLaw().transformed(mean: 3.1, standardDeviation: 0.37)
    #expect(scaled.mean == 3.1 && abs(scaled.standardDeviation - 0.37) <= 1e-15)
    try scaled.check()
  }
}
