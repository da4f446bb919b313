import RDCore
import RDSources
import Testing

@Suite("Distributions of samples")
struct EmpiricalDistributionTests {
  @Test("mean, variance and moments are sums over the samples")
  func moments() throws {
    let samples = [3.5, -1.25, 7, 7, 0.5, -4]
    let distribution = try EmpiricalDistribution(samples: samples)
    // Sums of a few numbers with few digits: exact but for the division.
    #expect(abs(distribution.mean - 12.75 / 6) <= 1e-15)
    let moments = distribution.partialMoments(over: Interval(-1.25, 7), about: 0.25)
    #expect(abs(moments.mass - 3.0 / 6) <= 1e-15)
    #expect(abs(moments.first - (3.25 - 1.5 + 0.25) / 6) <= 1e-15)
    #expect(abs(moments.second - (10.5625 + 2.25 + 0.0625) / 6) <= 1e-15)
    let all = distribution.partialMoments(over: .realLine, about: distribution.mean)
    #expect(all.mass == 1)
    #expect(abs(all.second - distribution.variance) <= 1e-14)
    #expect(distribution.support == Interval(-4, 7))
  }

  @Test("a large mean takes no digits from the variance")
  func largeMean() throws {
    let distribution = try EmpiricalDistribution(samples: [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4])
    #expect(distribution.mean == 1e9 + 2.5)
    #expect(distribution.variance == 1.25)
  }

  @Test("integer weights are repeated samples, whatever their unit; a weight of 0 is no sample")
  func weights() throws {
    let repeated = try EmpiricalDistribution(samples: [3.5, 3.5, 3.5, -1.25, 7, 7, 0.5])
    for unit in [1, 1e-200, 0.37, 1e200] {
      let weighted = try EmpiricalDistribution(
        samples: [7, 3.5, 100, -1.25, 0.5], weights: [2, 3, 0, 1, 1].map { $0 * unit })
      #expect(weighted.support == repeated.support)
      // A few roundings of numbers of this size.
      #expect(abs(weighted.mean - repeated.mean) <= 4e-15)
      #expect(abs(weighted.variance - repeated.variance) <= 4e-15)
      let interval = Interval(0, 7)
      let moments = weighted.partialMoments(over: interval, about: 0.25)
      let expected = repeated.partialMoments(over: interval, about: 0.25)
      #expect(abs(moments.mass - expected.mass) <= 1e-15)
      #expect(abs(moments.first - expected.first) <= 4e-15)
      #expect(abs(moments.second - expected.second) <= 4e-15)
    }
  }

  @Test("samples and weights that make no distribution are refused")
  func refused() {
    #expect(throws: EmpiricalDistributionError.weightOutOfRange(index: 1, value: -0.5)) {
      try EmpiricalDistribution(samples: [2, 3], weights: [1, -0.5])
    }
    #expect(throws: EmpiricalDistributionError.noWeight) {
      try EmpiricalDistribution(samples: [2, 3], weights: [0, 0])
    }
    #expect(throws: EmpiricalDistributionError.constant(2)) {
      try EmpiricalDistribution(samples: [2, 3], weights: [1, 0])
    }
    #expect(throws: EmpiricalDistributionError.noSamples) {
      try EmpiricalDistribution(samples: [])
    }
    #expect(throws: EmpiricalDistributionError.constant(2)) {
      try EmpiricalDistribution(samples: [2, 2, 2])
    }
    #expect(throws: EmpiricalDistributionError.sampleOutOfRange(index: 1, value: 1e200)) {
      try EmpiricalDistribution(samples: [2, 1e200])
    }
    #expect(throws: EmpiricalDistributionError.self) {
      try EmpiricalDistribution(samples: [2, .nan])
    }
  }

  @Test("halves hold each sample once, neighbours apart, and are always the same")
  func halves() {
    let samples = (0..<1001).map(Double.init)
    let halves = SampleHalves(samples)
    #expect(halves.design.count == 501 && halves.heldOut.count == 500)
    #expect((halves.design + halves.heldOut).sorted() == samples)
    #expect(zip(halves.design, halves.heldOut).allSatisfy { Int($0) / 2 == Int($1) / 2 })
    #expect(halves == SampleHalves(samples))
    let oddInDesign = halves.design.count { Int($0) % 2 == 1 }
    // A fair coin tossed 500 times lies within 123 of 250 but with a probability below 1e-6.
    #expect(abs(oddInDesign - 250) <= 123)
  }
}
