import RDCore
import RDTheory
import Testing

/// The triangular density on [-1, 1], its height multiplied by a factor.
private struct Triangular: UnivariateDistribution {
  var factor = 1.0
  let mean = 0.0
  let variance = 1.0 / 6
  let support = Interval(-1, 1)
  let breakpoints = [0.0]
  let isLogConcave = true

  func density(at x: Double) -> Double { factor * max(1 - abs(x), 0) }

  func cumulative(_ x: Double) -> Double {
    let tail = max(1 - abs(x), 0)
    return x < 0 ? tail * tail / 2 : 1 - tail * tail / 2
  }
}

@Suite("Rate–distortion functions by name and of densities of one's own")
struct RateDistortionTests {
  @Test("a process, a discrete source and a density have their functions by name")
  func named() throws {
    // At distortions below the least of the spectrum: log2(sigma^2 (1 - rho^2) / D) / 2.
    let process = try RateDistortion.function(
      named: "gauss-markov:rho=0.9,standard-deviation=2.385")
    let distortion = 0.02 * 2.385 * 2.385
    let rate = process.ratePerSample(atDistortion: distortion).value!
    #expect(abs(rate.nats - Information.bits(1.623_963_757).nats) <= 1e-8)
    // 1 - h(0.11) bits.
    let coin = try RateDistortion.function(named: "bernoulli:p=0.5")
    #expect(coin.distortionMeasure == .hamming)
    #expect(abs(coin.ratePerSample(atDistortion: 0.11).value!.bits - 0.500_084_041) <= 1e-8)
    let normal = try RateDistortion.function(named: "normal:sigma=2")
    #expect(normal.ratePerSample(atDistortion: 1).value!.bits == 1)
    #expect { try RateDistortion.function(named: "gausian") } throws: {
      "\($0)".contains("gaussian")
    }
    #expect(throws: RateDistortionError.notKnown(measure: .hamming)) {
      try RateDistortion.function(named: "gaussian", measure: .hamming)
    }
  }

  @Test("the gap is that of both axes")
  func gap() throws {
    let normal = try RateDistortion.function(named: "normal:sigma=2.385")
    let least = normal.distortion(atRatePerSample: .bits(1.7)).value!
    let gap = normal.gap(distortion: 2 * least, rate: .bits(1.7))
    #expect(abs(gap.decibels.value! - 3.010_299_957) <= 1e-8)
    #expect(abs(gap.ratePerSample.value!.bits - 0.5) <= 1e-12)
    #expect(gap.decibels.lower == gap.decibels.upper)
    let triangular = try RateDistortion.function(of: Triangular())
    let own = triangular.gap(distortion: 0.02, rate: .bits(2))
    #expect(own.decibels.lower > 0 && own.decibels.lower <= own.decibels.upper)
    #expect(own.ratePerSample.lower <= own.ratePerSample.upper)
  }

  @Test("a density that contradicts itself has no function")
  func inconsistent() {
    #expect {
      try RateDistortion.function(of: Triangular(factor: 2))
    } throws: { $0 is any DiagnosedError && "\($0)".contains("integrates") }
  }
}
