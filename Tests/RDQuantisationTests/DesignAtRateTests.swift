import RDCore
import RDQuantisation
import Testing

/// `1.5 (1 + |x|)^-4`, of mean 0 and variance 1.
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

  func cumulative(_ x: Double) -> Double {
    let y = 1 + abs(x)
    let tail = 0.5 / (y * y * y)
    return x < 0 ? tail : 1 - tail
  }

  func survival(_ x: Double) -> Double { cumulative(-x) }
}

@Suite("Designs by name and rate")
struct DesignAtRateTests {
  @Test("a power law has quantisers of many levels", arguments: [512, 4096])
  func powerLaw(levelCount: Int) throws {
    let quantiser = try LloydMax(levelCount: levelCount).design(for: PowerLaw()).product
    #expect(quantiser.levelCount == levelCount)
    // Panter and Dite: (the integral of f^(1/3))^3 / (12 N^2) = 1.5 * 6^3 / (12 N^2); the outermost cells have a part of the
    // order of 1 / N more.
    let asymptote = 27 / Double(levelCount * levelCount)
    let error = quantiser.meanSquaredError(under: PowerLaw())
    #expect(abs(error / asymptote - 1) <= 20 / Double(levelCount))
  }

  @Test("the name of a group says which methods it names")
  func group() {
    #expect {
      try QuantiserCatalogue.method(named: "uniform")
    } throws: { error in
      error is any DiagnosedError
        && "\(error)".contains("2 methods") && "\(error)".contains("uniform-endpoints")
        && "\(error)".contains("uniform-midpoints")
    }
  }

  @Test("a rate out of range is refused, by name and by designer", arguments: [0, -1, 12.5, .nan])
  func rates(bits: Double) throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    func isRefused(_ design: () throws -> Void) -> Bool {
      do {
        try design()
        return false
      } catch DesignError.rateOutOfRange(_, _, let rates) {
        return rates == 0.001...12
      } catch {
        return false
      }
    }
    #expect(
      isRefused { _ = try EntropyConstrained().design(for: source, rate: .bits(bits)) })
    #expect(
      isRefused {
        _ = try QuantiserCatalogue.method(named: "ecsq").quantiser(for: source, rate: .bits(bits))
      })
  }

  @Test(
    "symbols and samples of whole and filled blocks",
    arguments: ["lloyd-max", "ecsq", "tcq:states=8", "lbg", "e8"])
  func symbols(name: String) throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let rated = try QuantiserCatalogue.method(named: name).quantiser(for: source, rate: .bits(2))
    var stream = RandomStream(seed: SeedPath(root: 7))
    let samples = (0..<1003).map { _ in source.sample(using: &stream) }
    let decoded = rated.samples(of: rated.symbols(of: samples))
    #expect(decoded.count >= samples.count && decoded.count < samples.count + 8)
    let error =
      zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 1003
    // D(R) is a sixteenth of the variance; none of these loses more than 4.4 dB, and the mean of 1003 errors is within 40 %.
    #expect(error < 1.4 * 2.76 * source.variance / 16)
  }
}
