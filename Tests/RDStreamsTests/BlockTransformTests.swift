import RDCore
import RDQuantisation
import RDSources
import RDStreams
import Testing

@Suite("Transform codes of processes")
struct BlockTransformTests {
  private static let process = "gauss-markov:rho=0.9,standard-deviation=2.385"

  private func code(
    blockLength: Int, rate: Double, method name: String = "lloyd-max"
  ) throws -> SequenceCode {
    let method = try QuantiserCatalogue.method(named: name)
    return try SequenceCode(
      transforming: Self.process, blockLength: blockLength, rate: .bits(rate),
      menu: RateMenu(method), lengths: nil, sampleCount: 64_000, label: "test", deviation: 2.385
    ) {
      try method.ratedQuantiser(for: Gaussian(), rate: $0, seed: SeedPath(root: 1))
    }
  }

  @Test(
    "rates fall with the variances and have the mean that was asked for", arguments: [0.3, 1.3, 3])
  func allocation(_ rate: Double) throws {
    let (variances, _) = try BlockTransform.components(of: Self.process, blockLength: 40)
    let method = try QuantiserCatalogue.method(named: "lloyd-max")
    let rates = RateAllocation(
      meanRate: rate, variances: variances, menu: RateMenu(method)
    ).rates
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 >= $1 })
    // A step of one component, from one level to two, is the largest there is.
    #expect(abs(rates.reduce(0, +) / 40 - rate) <= 1.0 / 40)
    let code = try code(blockLength: 40, rate: rate)
    #expect(Set(rates).subtracting([0]).count == code.parts.count)
    #expect(code.transform?.memberCounts.reduce(0, +) == rates.count { $0 > 0 })
  }

  @Test("the transform gains what the spectrum promises")
  func gain() throws {
    let code = try code(blockLength: 32, rate: 4)
    let process = try BlockTransform.gaussianProcess(Self.process)
    var samples = [Double](repeating: 0, count: 64_000)
    var stream = RandomStream(seed: SeedPath(root: 3))
    process.fill(&samples, using: &stream)
    let measured = SequenceMeasurement(
      of: code.quantise(samples), by: code, samples: samples, mean: 0, variance: process.variance)
    // The distortion of the 16 levels that a component has on average, 0.009501, times the geometric mean of the
    // eigenvalues: (1 - 0.9^2)^(31/32) of the variance. Rounding to integers of levels and the different losses
    // of few and many levels leave it within a tenth.
    let promised = 0.009_501 * 0.2001 * process.variance
    #expect(abs(measured.distortion / promised - 1) < 0.1)
  }

  @Test("a component that needs more than the method has is an error, not a loss in silence")
  func overload() throws {
    // Far beyond it, the share told is still that of reverse water-filling: the strongest component, of variance 14.981, lies
    // log2(14.981 / 0.1981) / 2 = 3.1205 bits above the mean, by the eigenvalues of numpy.
    for rate in [3.0, 9] {
      do {
        _ = try code(blockLength: 40, rate: rate, method: "ecvq")
        Issue.record("a component got less than it needs")
      } catch StreamError.componentRate(_, let needed, _) {
        #expect(abs(needed - (rate + 3.1205)) < 1e-4)
      }
    }
  }

  @Test("without a rate nothing is written, and the mean comes back")
  func nothing() throws {
    let code = try code(blockLength: 5, rate: 0.001)
    #expect(code.parts.isEmpty)
    let encoded = code.encode([1, 2, 3])
    #expect(encoded.payloadByteCount == 0)
    let decoded = try StreamDecoder.decode(encoded.bytes)
    #expect(decoded == [0, 0, 0])
  }
}
