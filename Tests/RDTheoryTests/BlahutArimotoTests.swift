import RDCore
import RDSources
import RDTheory
import ReferenceTables
import Testing

@Suite("Discrete sources")
struct BlahutArimotoTests {
  private func hamming(_ count: Int) -> [[Double]] {
    (0..<count).map { x in (0..<count).map { $0 == x ? 0 : 1 } }
  }

  @Test("a ternary source agrees with Blahut's iteration in another language")
  func ternary() throws {
    let function = BlahutArimoto(
      of: DiscreteDistribution(weights: [0.23, 0.61, 0.16]),
      distortions: [[0, 1.7, 0.83], [0.91, 0.07, 2.385], [1.31, 0.71, 0]])
    for row in try referenceTables.rows("ternary-blahut") {
      let point = function.point(atSlope: try row.number("slope_nats"))
      // That iteration stops when its bounds are 1e-12 nats apart; the distortion is then good to the root of it.
      #expect(abs(point.distortion - (try row.number("distortion"))) <= 2e-6)
      let line =
        try row.number("upper_bits") + (try row.number("slope_nats")) / 0.693147180559945309
        * ((try row.number("distortion")) - point.distortion)
      #expect(abs(point.ratePerSample.value!.bits - line) <= 1e-9)
      #expect(point.ratePerSample.upper.bits - point.ratePerSample.lower.bits <= 1e-11)
      let there = function.ratePerSample(atDistortion: try row.number("distortion"))
      #expect(abs(there.value!.bits - (try row.number("upper_bits"))) <= 1e-9)
    }
  }

  @Test("an erasure costs 1 and a wrong symbol is forbidden: the rate falls linearly")
  func erasure() {
    // R(D) = (1 - D) ln 3 / ln 2 of three equiprobable symbols, by the symmetry of the problem; [cover2006], problem 10.7, has two.
    let function = BlahutArimoto(
      of: DiscreteDistribution(weights: [1, 1, 1]),
      distortions: (0..<3).map { x in (0..<3).map { $0 == x ? 0 : .infinity } + [1] })
    #expect(function.zeroRateDistortion == 1)
    for distortion in [0.05, 0.3, 0.77] {
      let rate = function.ratePerSample(atDistortion: distortion)
      let exact = (1 - distortion) * 1.5849625007211562
      #expect(rate.lower.bits <= exact + 1e-9 && exact - 1e-9 <= rate.upper.bits)
      #expect(rate.upper.bits - rate.lower.bits <= 1e-8)
    }
  }

  @Test(
    "the programme and the closed form agree under Hamming distortion",
    arguments: [
      [0.71, 0.29], [0.2, 0.2, 0.2, 0.2, 0.2], [0.5, 0.23, 0.17, 0.07, 0.03],
    ])
  func closedForm(_ weights: [Double]) {
    let source = DiscreteDistribution(weights: weights)
    let closed = HammingRateDistortion(of: source)
    let computed = BlahutArimoto(of: source, distortions: hamming(weights.count))
    for share in [0.03, 0.31, 0.57, 0.93] {
      let distortion = share * closed.zeroRateDistortion
      let rate = closed.ratePerSample(atDistortion: distortion).value!
      let found = computed.ratePerSample(atDistortion: distortion)
      // Both sides are computed to the 1e-13 nats of the interior-point method.
      #expect(found.lower.bits <= rate.bits + 1e-11 && rate.bits <= found.upper.bits + 1e-11)
      #expect(found.upper.bits - found.lower.bits <= 1e-9)
      let back = closed.distortion(atRatePerSample: rate).value!
      #expect(abs(back - distortion) <= 1e-13)
    }
  }

  @Test("a Bernoulli source has the difference of two entropies")
  func bernoulli() {
    func entropy(_ p: Double) -> Double {
      DiscreteDistribution(weights: [p, 1 - p]).entropy.bits
    }
    let function = HammingRateDistortion(of: DiscreteDistribution(weights: [0.29, 0.71]))
    for distortion in [1e-9, 0.013, 0.11, 0.28] {
      let rate = function.ratePerSample(atDistortion: distortion).value!.bits
      #expect(abs(rate - (entropy(0.29) - entropy(distortion))) <= 1e-15 * 4)
    }
    #expect(function.ratePerSample(atDistortion: 0.29).value! == .zero)
    #expect(function.distortion(atRatePerSample: .bits(1)).value! == 0)
  }
}
