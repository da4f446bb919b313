import Foundation
import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import RDTrellisQuantisation
import ReferenceTables
import Testing

@Suite("Designs of trellis-coded quantisers")
struct TrellisDesignTests {
  static let source = Gaussian(mean: -0.71, standardDeviation: 2.385)

  private func designer(_ name: String) throws -> any RateDesigner {
    let methods = try QuantiserCatalogue.methods(Descriptor(parsing: name))
    guard case .rate(let designer) = try #require(methods.first).sizing else {
      throw DescriptorError.malformed(text: name, reason: "not sized by a rate")
    }
    return designer
  }

  private func measure(
    _ name: String, rate: Double, source: any UnivariateDistribution = Self.source,
    sampleCount: Int = 1_000_000
  ) throws -> TrellisMeasurement {
    let design = try designer(name).design(
      for: source, rate: .bits(rate), seed: SeedPath(root: 31))
    return TrellisMeasurement(design.product, source: source, sampleCount: sampleCount)
  }

  /// The noise of a million samples, in decibels: squared errors vary by about their mean, 10 / ln 10 / 1000.
  static let noise = 0.0045

  @Test("fixed rates: as simulated elsewhere, or better", arguments: [1, 2, 3])
  func fixedRate(bits: Int) throws {
    for row in try referenceTables.rows("tcq-gaussian-simulated")
    where try row.number("rate_bits") == Double(bits) {
      let states = Int(try row.number("states"))
      guard [4, 8, 32, 256].contains(states) else { continue }
      let plain = try measure("tcq-\(states):alphabet=lloyd-max", rate: Double(bits))
      // Both are simulated. Five standard deviations are exceeded with probability 6e-7.
      let tolerance = 5 * (try row.number("stderr_db") + Self.noise)
      let expected = try row.number("snr_db_doubled_lloydmax_alphabet")
      #expect(abs(plain.signalToNoiseDecibels - expected) <= tolerance)
      // The table's alphabets are not all at their optimum; ours must not be worse.
      let optimised = try measure("tcq-\(states)", rate: Double(bits))
      let known = try row.number("snr_db_optimised_alphabet")
      #expect(optimised.signalToNoiseDecibels >= known - 0.05)
      #expect(optimised.signalToNoiseDecibels <= known + 0.2)
      #expect(optimised.rateBits == Double(bits))
    }
  }

  /// The gaps to R(D) that a prototype by another author reached, in decibels.
  static let prototypeGaps: KeyValuePairs<String, [(rate: Double, gap: Double)]> = [
    "ectcq-4": [(0.5, 0.482), (1, 0.531), (2, 0.540), (3, 0.537)],
    "ectcq-8": [(0.5, 0.387), (1, 0.438), (2, 0.446), (3, 0.447)],
    "ectcq-64": [(0.5, 0.254), (1, 0.273), (2, 0.279), (3, 0.278)],
    "ectcq-256": [(0.5, 0.187), (1, 0.195), (2, 0.201), (3, 0.202)],
    "ectcq-1024": [(0.5, 0.135), (1, 0.147), (2, 0.149), (3, 0.148)],
    "ectcq-4096": [(1, 0.116), (3, 0.120)],
  ]

  @Test("entropy-coded: as near to R(D) as a prototype by another author")
  func entropyCoded() throws {
    for (name, gaps) in Self.prototypeGaps {
      for (rate, gap) in gaps {
        let measured = try measure(name, rate: rate)
        // Code length and error lean against each other, so the gap is less noisy than the error alone; the prototype's
        // noise is as great.
        #expect(
          measured.gaussianGapDecibels <= gap + 5 * Self.noise,
          "\(name) at \(rate): \(measured.gaussianGapDecibels) dB")
        #expect(measured.gaussianGapDecibels >= gap - 0.05)
        #expect(abs(measured.rateBits - rate) <= 0.01)
      }
    }
  }

  @Test("entropy-coded at high rates: what space filling leaves, less the gain of the code")
  func highRate() throws {
    for (name, gain) in [("ectcq-8", 1.087), ("ectcq-256", 1.335)] {
      let measured = try measure(name, rate: 6)
      let expected = 10 * log10(Double.pi * 2.718_281_828_459_045 / 6) - gain
      // The gains are known to 0.004 dB; training on finitely many samples costs at most 0.006 dB at this rate.
      #expect(abs(measured.gaussianGapDecibels - expected) <= 0.01 + 5 * Self.noise)
    }
  }

  @Test(
    "every method makes a quantiser that fits its contract, for every source and twice the same")
  func contract() throws {
    let sources: [any UnivariateDistribution] = [
      Self.source, Laplacian(mean: -0.71, standardDeviation: 2.385),
      Uniform(mean: -0.71, standardDeviation: 2.385),
    ]
    for name in ["tcq-4", "tcq-32", "ectcq-4", "ectcq-32"] {
      for (index, source) in sources.enumerated() {
        let designer = try designer(name)
        let rate = [1.4, 2.585, 0.3][index]
        let asked = Information.bits(designer.isEntropyCoded ? rate : max(rate, 1))
        let first = try designer.design(for: source, rate: asked, seed: SeedPath(root: 31)).product
        let again = try designer.design(for: source, rate: asked, seed: SeedPath(root: 31)).product
        let quantiser = try #require(first.quantiser as? TrellisQuantiser)
        let same = try #require(again.quantiser as? TrellisQuantiser)
        #expect(quantiser.levels == same.levels && quantiser.penalties == same.penalties)
        #expect(first.symbolProbabilities == again.symbolProbabilities)
        for probabilities in first.symbolProbabilities {
          #expect(abs(probabilities.reduce(0, +) - 1) <= 1e-12)
        }
        if let fixed = first.fixedRatePerSample {
          #expect(!designer.isEntropyCoded)
          #expect(isClose(exp2(fixed.bits), Double(quantiser.alphabetSizes[0]), relative: 1e-12))
        } else {
          #expect(designer.isEntropyCoded)
          let measured = TrellisMeasurement(first, source: source, sampleCount: 200_000)
          // Five standard deviations of a code length with a deviation of a bit.
          #expect(abs(measured.rateBits - rate) <= 0.002 + 5 / 200_000.0.squareRoot())
        }
      }
    }
  }

  @Test("low rates are met on flat densities and on those of two humps")
  func lowRates() throws {
    let humps = try SourceCatalogue.density(
      Descriptor(
        parsing:
          "gaussian-mixture:weights=0.5/0.5,means=-2.71/1.29,standard-deviations=0.1/0.1"))
    for source in [Uniform(mean: -0.71, standardDeviation: 2.385), humps]
      as [any UnivariateDistribution]
    {
      for rate in [0.05, 0.1, 0.3] {
        let measured = try measure("ectcq-8", rate: rate, source: source, sampleCount: 200_000)
        // Five standard deviations of a code length whose variance is at most three times its mean here.
        #expect(abs(measured.rateBits - rate) <= 0.002 + 5 * (3 * rate / 200_000).squareRoot())
        #expect(measured.signalToNoiseDecibels > 0)
      }
    }
  }

  @Test("a source that is the same on both sides gets a codebook that is")
  func symmetry() throws {
    for name in ["tcq-8", "ectcq-8"] {
      let design = try designer(name).design(
        for: Self.source, rate: .bits(2), seed: SeedPath(root: 31))
      let levels = try #require(design.product.quantiser as? TrellisQuantiser).levels
      for (level, mirrored) in zip(levels, levels.reversed()) {
        // Rounding of numbers up to 20.
        #expect(abs(level + mirrored + 2 * 0.71) <= 1e-14)
      }
    }
  }

  @Test("an option that makes no sense is refused")
  func options() {
    #expect(throws: DescriptorError.self) { try designer("tcq-8:alphabet=greek") }
    #expect(throws: DescriptorError.self) { try designer("ectcq-8:alphabet=optimised") }
    #expect(throws: UnknownName.self) { try designer("tcq-7") }
  }
}
