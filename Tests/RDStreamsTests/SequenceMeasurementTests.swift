import RDCore
import RDQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDStreams
import Testing

@Suite("Measuring sequences")
struct SequenceMeasurementTests {
  private func measurement(
    _ rate: Double, _ lengths: SymbolLengths, count: Int = 200_000
  ) throws -> (measured: SequenceMeasurement, exact: RatedQuantiser.Performance) {
    let source = SequenceCodeTests.source
    let rated = try QuantiserCatalogue.method(named: "lloyd-max")
      .ratedQuantiser(for: source, rate: .bits(rate), seed: SeedPath(root: 1))
    let code = try SequenceCodeTests.code(rated, lengths)
    let samples = SequenceCodeTests.samples(count)
    let measured = SequenceMeasurement(
      of: code.quantise(samples), by: code, samples: samples, mean: source.mean,
      variance: source.variance)
    return (measured, try #require(rated.performance))
  }

  @Test(
    "distortion at a fixed rate lies where the exact one is, within its own error",
    arguments: [1.0, 2, 3, 5])
  func distortion(_ rate: Double) throws {
    let (measured, exact) = try measurement(rate, .equal)
    let halfWidth = try #require(measured.distortionHalfWidth95)
    // Four cases at 5.5 standard errors each: a false alarm has a probability below 1e-6.
    #expect(abs(measured.distortion - exact.meanSquaredError) < 5.5 / 1.96 * halfWidth)
    #expect(halfWidth < 0.02 * exact.meanSquaredError)
    #expect(measured.sampleCount == 200_000)
  }

  @Test("the entropy lies where the exact one is, and the model's code length above it")
  func entropy() throws {
    let (measured, exact) = try measurement(3, .ideal)
    // The logarithm of a probability has a standard deviation of 0.9 bits at most here; 5 standard errors.
    #expect(abs((measured.entropyPerSample - exact.entropyPerSample).bits) < 5 * 0.9 / 447)
    let loss = (measured.modelRatePerSample - measured.entropyPerSample).bits
    // Chi-square of 7 degrees of freedom over 2 N ln 2, less its mean; at most 45 with a probability of 1e-6.
    #expect(abs(loss) < 45 / (2 * 200_000 * 0.69))
    let fixed = try measurement(3, .equal).measured
    #expect(abs(fixed.modelRatePerSample.bits - 3) < 1e-12)
  }

  @Test("the gap of an entropy code is known better than rate and distortion are")
  func noise() throws {
    let exact = try measurement(4, .ideal).exact
    var gaps: [Double] = []
    let source = SequenceCodeTests.source
    let rated = try QuantiserCatalogue.method(named: "lloyd-max")
      .ratedQuantiser(for: source, rate: .bits(4), seed: SeedPath(root: 1))
    let code = try SequenceCodeTests.code(rated, .ideal)
    var errors: [Double] = []
    for seed in 1...8 {
      let samples = SequenceCodeTests.samples(20_000, seed: UInt64(seed))
      let measured = SequenceMeasurement(
        of: code.quantise(samples), by: code, samples: samples, mean: source.mean,
        variance: source.variance)
      // In decibels: 6.02 times the rate and the distortion.
      gaps.append(
        6.0206 * (measured.modelRatePerSample - exact.entropyPerSample).bits
          + decibels(ofPowerRatio: measured.distortion / exact.meanSquaredError))
      let halfWidth = try #require(measured.distortionHalfWidth95)
      errors.append(decibels(ofPowerRatio: 1 + halfWidth / measured.distortion))
    }
    // Eight draws within 6 standard errors each.
    for (gap, error) in zip(gaps, errors) { #expect(abs(gap) < 6 / 1.96 * error) }
    // The rate alone has 6.02 * 0.7 / sqrt(20 000) = 0.03 dB, and the distortion as much.
    #expect(gaps.allSatisfy { abs($0) < 0.25 })
  }

  @Test("a sequence too short for batches has no error, but a distortion")
  func short() throws {
    let measured = try measurement(3, .ideal, count: 5).measured
    #expect(measured.distortionHalfWidth95 == nil)
    #expect(measured.distortion > 0)
  }

  @Test("symbols that stand in another order than their samples are worth the same in every batch")
  func spans() throws {
    let source = SequenceCodeTests.source
    let design = try LloydMax(levelCount: 8).design(for: source).product
    // Levels that a stream holds as they are.
    let quantiser = ScalarQuantiser(
      thresholds: design.thresholds, levels: design.levels.map { ($0 * 256).rounded() / 256 })
    let probabilities = quantiser.indexProbabilities(under: source)
    // A integer of spans in each of the 200 batches.
    let samples = SequenceCodeTests.samples(200 * 4 * ReversedSpans.span)
    func measured(_ quantiser: some SequenceQuantiser) throws -> SequenceMeasurement {
      let code = try SequenceCodeTests.code(
        RatedQuantiser(quantiser: quantiser, symbolProbabilities: [probabilities]))
      return SequenceMeasurement(
        of: code.quantise(samples), by: code, samples: samples, mean: source.mean,
        variance: source.variance)
    }
    let plain = try measured(quantiser)
    let reversed = try measured(ReversedSpans(quantiser: quantiser))
    #expect(reversed.reconstruction == plain.reconstruction)
    // Sums of 256 lengths of a batch in another order, each of 2^20 steps of at most 20 bits, agree to 13 digits or so; a few of these
    // go with the differences that the fit takes.
    #expect(abs(reversed.distortion / plain.distortion - 1) < 1e-9)
    let halfWidths = try (
      #require(plain.distortionHalfWidth95), #require(reversed.distortionHalfWidth95)
    )
    #expect(abs(halfWidths.1 / halfWidths.0 - 1) < 1e-9)
  }
}
