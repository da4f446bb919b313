import Foundation
import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import RDVectorQuantisation
import ReferenceTables
import Testing

/// What quantisers of blocks promise to entropy coders and to their users.
@Suite("Lattice and vector quantisers")
struct BlockQuantiserTests {
  static let methods = [
    "z", "a2", "d4", "e8", "leech", "lbg", "lbg:dimension=3", "ecvq", "ecvq:dimension=4",
  ]

  private static let source = Gaussian(mean: -0.71, standardDeviation: 2.385)

  private func designer(_ method: String) throws -> any RateDesigner {
    let methods = try QuantiserCatalogue.methods(Descriptor(parsing: method))
    guard case .rate(let designer) = methods[0].sizing else {
      throw DescriptorError.malformed(text: method, reason: "it has no rate")
    }
    return designer
  }

  private func design(
    _ method: String, for source: any UnivariateDistribution = source, rate: Double,
    seed: UInt64 = 5
  ) throws -> RatedQuantiser {
    let design = try designer(method).design(
      for: source, rate: .bits(rate), seed: SeedPath(root: seed))
    #expect(design.convergence.isConverged)
    return design.product
  }

  private func samples(_ source: some UnivariateDistribution, count: Int) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: 2026)["blocks", "held-out"])
    return (0..<count).map { _ in source.sample(using: &stream) }
  }

  /// Rate of the ideal code and mean-square error, in bits and per sample.
  private func measure(
    _ quantiser: RatedQuantiser, on samples: [Double]
  ) -> (rate: Double, error: Double) {
    let symbols = quantiser.quantiser.symbols(of: samples)
    let contexts = quantiser.quantiser.contexts(of: symbols)
    var bits = 0.0
    for (context, symbol) in zip(contexts, symbols) {
      bits -= log2(quantiser.symbolProbabilities[Int(context)][Int(symbol)])
    }
    let reconstruction = quantiser.quantiser.reconstruction(of: symbols)
    let error = zip(samples, reconstruction).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (bits / Double(samples.count), error / Double(samples.count))
  }

  @Test(
    "any finite samples have symbols of the alphabets, and any symbols of the alphabets can be read",
    arguments: methods)
  func alphabets(_ method: String) throws {
    let quantiser = try design(method, rate: 1.5)
    let block = quantiser.quantiser.blockLength
    var wild = samples(Self.source, count: 480)
    for (position, value) in [0.0, 1e300, -1e300, .greatestFiniteMagnitude, 12.5, -0.71]
      .enumerated()
    {
      wild[7 * position] = value
    }
    wild = Array(wild.prefix(480 / block * block))
    let symbols = quantiser.quantiser.symbols(of: wild)
    #expect(symbols.count == wild.count / block * quantiser.quantiser.symbolsPerBlock)
    let contexts = quantiser.quantiser.contexts(of: symbols)
    for (context, symbol) in zip(contexts, symbols) {
      #expect(symbol >= 0 && Int(symbol) < quantiser.quantiser.alphabetSizes[Int(context)])
    }
    #expect(quantiser.quantiser.reconstruction(of: symbols).count == wild.count)
    #expect(quantiser.quantiser.symbols(of: []) == [])
    var stream = RandomStream(seed: SeedPath(root: 3)["symbols", method])
    let anything = decodeAtRandom(quantiser.quantiser, blocks: 2000, using: &stream)
    #expect(anything.count == 2000 * block)
    #expect(anything.allSatisfy { $0.isFinite })
    for row in quantiser.symbolProbabilities {
      // Rounding of a sum of at most a few thousand.
      #expect(abs(row.reduce(0, +) - 1) < 1e-11)
    }
  }

  private func decodeAtRandom(
    _ quantiser: some SequenceQuantiser, blocks: Int, using stream: inout RandomStream
  ) -> [Double] {
    var decoderState = quantiser.makeDecoderState()
    var reconstruction: [Double] = []
    for _ in 0..<blocks * quantiser.symbolsPerBlock {
      let symbol = stream.next(below: quantiser.alphabetSizes[decoderState.context])
      decoderState.advance(by: Int32(symbol), appendingTo: &reconstruction)
    }
    return reconstruction
  }

  @Test(
    "a block does not depend on the ones beside it, nor a design on anything but its seed",
    arguments: methods)
  func determinism(_ method: String) throws {
    let first = try design(method, rate: 1, seed: 11)
    let second = try design(method, rate: 1, seed: 11)
    let samples = samples(Self.source, count: 48 * 300)
    let symbols = first.quantiser.symbols(of: samples)
    #expect(symbols == second.quantiser.symbols(of: samples))
    #expect(first.symbolProbabilities == second.symbolProbabilities)
    #expect(
      first.quantiser.reconstruction(of: symbols) == second.quantiser.reconstruction(of: symbols))
    let tail = first.quantiser.symbols(of: Array(samples[(48 * 100)...]))
    #expect(Array(symbols.suffix(tail.count)) == tail)
  }

  @Test(
    "a lattice quantiser comes within sampling error of the theory of its cell at 3 bits",
    arguments: LatticeTests.names)
  func highRate(_ method: String) throws {
    let lattice = try LatticeCatalogue.all.entry(named: method)
    let samples = samples(Self.source, count: 240_000)
    let power = samples.reduce(0) { $0 + ($1 + 0.71) * ($1 + 0.71) } / Double(samples.count)
    let (rate, error) = measure(try design(method, rate: 3), on: samples)
    // The design's own rate has the error of its 262,144 samples' code length: a few thousandths.
    #expect(abs(rate - 3) < 0.01)
    // Against the power of these samples, which the rate follows, the noise of the source drops out of the gap; what is left is that of the squared error,
    // 0.9 / sqrt(samples) relative or less, and of the rate: 0.008 dB each. Five of both, 0.06 dB, have a false alarm below 1e-6.
    let gap = 10 * log10(error / power) + 20 * log10(2) * rate
    let theory = 10 * log10(2 * .pi * M_E * lattice.normalisedSecondMoment)
    #expect(abs(gap - theory) < 0.06)
  }

  @Test(
    "the gap at 1, 2 and 3 bits is smaller than the scalar one by the cell's gain",
    arguments: [1.0, 2, 3])
  func gains(_ rate: Double) throws {
    let samples = samples(Self.source, count: 240_000)
    let power = samples.reduce(0) { $0 + ($1 + 0.71) * ($1 + 0.71) } / Double(samples.count)
    // The gap of the best entropy-constrained scalar quantiser, from the table of exact numbers.
    let scalar = rate == 1 ? 1.43965182852 : rate == 2 ? 1.53136342633 : 1.53284247353
    func gap(_ method: String) throws -> Double {
      let (coded, error) = measure(try design(method, rate: rate), on: samples)
      return 10 * log10(error / power) + 20 * log10(2) * coded
    }
    // Space-filling gains: 0.167 dB in the plane, 0.654 dB for E8, 1.028 dB for Leech. At 1 bit the scalar quantiser has a smaller gap, and so less to lose.
    let planar = try gap("ecvq")
    #expect(planar < scalar - 0.1)
    let gosset = try gap("e8")
    #expect(gosset < scalar - 0.5)
    let leech = try gap("leech")
    #expect(leech < scalar - 0.85)
  }

  @Test("no rate is lower than R(D) allows", arguments: methods)
  func bound(_ method: String) throws {
    let samples = samples(Self.source, count: 240_000)
    let power = samples.reduce(0) { $0 + ($1 + 0.71) * ($1 + 0.71) } / Double(samples.count)
    for rate in [0.4] where try designer(method).rates.contains(rate) {
      let quantiser = try design(method, rate: rate)
      let (coded, error) = measure(quantiser, on: samples)
      let fixed = quantiser.fixedRatePerSample?.bits ?? .infinity
      #expect(coded <= fixed * 1.001)
      // The least gap is some tenths of a decibel, far more than the noise of 0.03 dB.
      #expect(10 * log10(error / power) + 20 * log10(2) * coded > 0)
    }
  }

  @Test(
    "other sources work, with and without tails",
    arguments: ["a2", "leech", "lbg", "ecvq"])
  func otherSources(_ method: String) throws {
    for source in [
      Laplacian(mean: -0.71, standardDeviation: 2.385),
      Uniform(mean: -0.71, standardDeviation: 2.385),
    ] as [any UnivariateDistribution] {
      let quantiser = try design(method, for: source, rate: 2)
      var stream = RandomStream(seed: SeedPath(root: 17)["source", method])
      let samples = (0..<96_000).map { _ in source.sample(using: &stream) }
      let (rate, error) = measure(quantiser, on: samples)
      // Six times the noise of a Laplacian's code length, log2(e) / sqrt(96,000).
      let reported = quantiser.fixedRatePerSample?.bits ?? rate
      #expect(abs(reported - 2) < 0.15)
      // The Shannon lower bound is a lower bound; two decibels above it lie the fixed-rate codebooks.
      let bound =
        pow(2, 2 * source.differentialEntropy.bits - 4) / (2 * .pi * M_E)
      #expect(error > 0.97 * bound && error < 2 * bound)
    }
  }

  @Test(
    "an entropy-constrained codebook has its rate on samples that it was not made from",
    arguments: ["ecvq", "ecvq:dimension=5"])
  func codebookRates(_ method: String) throws {
    let sources: [any UnivariateDistribution] = [
      Self.source, Uniform(mean: -0.71, standardDeviation: 2.385),
      try SourceCatalogue.density(Descriptor(parsing: "exponential:scale=2.385")),
    ]
    for source in sources {
      for rate in [0.1, 0.5] where try designer(method).rates.contains(rate) {
        let quantiser = try design(method, for: source, rate: rate)
        let samples = samples(source, count: 96_000)
        let (coded, error) = measure(quantiser, on: samples)
        // A sample's contribution to the code length varies by less than log2(e) and the square root of the rate, the model's rare codewords cost some thousandths.
        #expect(
          abs(coded - rate) < 0.008 + 5 * 1.45 * (min(rate, 1) / 96_000).squareRoot(),
          "\(source) at \(rate): \(coded)")
        // Codewords that are centres are better than the mean.
        #expect(error < source.variance)
      }
    }
  }

  @Test("a uniform density of 1 or 2 bits gets cells of equal sides from the cubic lattice")
  func origin() throws {
    let source = Uniform(mean: -0.71, standardDeviation: 2.385)
    let samples = samples(source, count: 96_000)
    for rate in [1.0, 2] {
      let (coded, error) = measure(try design("z", for: source, rate: rate), on: samples)
      // Two to the power of the rate equal cells: the error of a uniform quantiser, to five times the noise of its squares, 0.9 / sqrt(96,000).
      #expect(abs(coded - rate) < 1e-3)
      #expect(isClose(error / source.variance, exp2(-2 * rate), relative: 0.015))
    }
  }

  @Test("a source with one end has its lattice's origin where the error is small")
  func oneSidedOrigin() throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: "exponential:scale=2.385"))
    let samples = samples(source, count: 240_000)
    // With the origin at the mean: 6.72 and 6.98 dB.
    for (method, least) in [("a2", 7.1), ("e8", 7.25)] {
      let (coded, error) = measure(try design(method, for: source, rate: 1), on: samples)
      // The signal-to-noise ratio of 240,000 samples has a noise of 0.02 dB, and follows the rate by 6 dB per bit.
      let ratio = 10 * log10(source.variance / error)
      #expect(ratio - 6 * (coded - 1) > least)
    }
  }

  @Test("a fixed-rate codebook has the size of its rate, and each vector its nearest codeword")
  func nearestCodeword() throws {
    for (method, rate, size) in [
      ("lbg", 1.5, 64), ("lbg:dimension=3", 2, 64), ("lbg:dimension=7", 1, 128),
    ] {
      let quantiser = try #require(
        try design(method, rate: rate).quantiser as? VectorQuantiser)
      #expect(quantiser.penalties.count == size)
      checkNearest(quantiser)
    }
    let constrained = try #require(
      try design("ecvq:dimension=5", rate: 1).quantiser as? VectorQuantiser)
    checkNearest(constrained)
  }

  private func checkNearest(_ quantiser: VectorQuantiser) {
    let k = quantiser.blockLength
    let samples = samples(Self.source, count: 2000 * k)
    for (block, symbol) in quantiser.symbols(of: samples).enumerated() {
      let costs = quantiser.penalties.indices.map { index in
        (0..<k).reduce(quantiser.penalties[index]) { sum, d in
          let difference = samples[block * k + d] - quantiser.codewords[index * k + d]
          return sum + difference * difference
        }
      }
      // The same sum, without fused operations.
      let least = costs.min() ?? 0
      #expect(costs[Int(symbol)] <= least * (1 + 1e-12))
    }
  }

  @Test("parameters out of range and unreachable rates are refused")
  func badInput() throws {
    for text in ["ecvq:dimension=1", "lbg:dimension=2.5", "ecvq:dimension=17", "e8:dimension=8"] {
      #expect(throws: DescriptorError.self) { _ = try designer(text) }
    }
    let lbg = try designer("lbg").rates
    #expect(lbg == 0.25...3.5)
  }

  @Test(
    "the lowest and highest rates that are offered can be had",
    arguments: ["z", "a2", "e8"])
  func extremeRates(_ method: String) throws {
    let rates = try designer(method).rates
    for rate in [rates.lowerBound, rates.upperBound] {
      let quantiser = try design(method, rate: rate)
      let (coded, _) = measure(quantiser, on: samples(Self.source, count: 240_000))
      #expect(abs(coded - rate) < max(0.01, 0.002 * rate))
    }
  }
}
