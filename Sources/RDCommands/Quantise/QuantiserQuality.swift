import RDCore
import RDExperiments
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RDStreams

/// What a quantiser does to a source.
package struct QuantiserQuality: Sendable {
  /// The rate that is spent on each sample: the fixed one, or that of the ideal code of the indices.
  package let rate: Information

  /// The fixed rate where there is one that is a power of two of levels, or no number of levels at all.
  package let bits: Double?

  /// The number of levels of a scalar quantiser.
  package let levelCount: Int?

  /// In squared source units.
  package let variance: Double

  /// In squared source units.
  package let meanSquaredError: Double

  /// Half-width of the 95 % confidence interval of the error; `nil` where it is exact.
  let meanSquaredErrorHalfWidth95: Double?

  /// The entropy of an index, per sample.
  package let entropy: Information

  /// What a scalar quantiser of fixed rate does, computed exactly.
  init(_ quantiser: ScalarQuantiser, on distribution: some RealDistribution) {
    let levelCount = quantiser.levelCount
    let isPowerOfTwo = levelCount & (levelCount - 1) == 0
    rate = quantiser.fixedRatePerSample
    bits = isPowerOfTwo ? Double(levelCount.trailingZeroBitCount) : nil
    self.levelCount = levelCount
    variance = distribution.variance
    meanSquaredError = quantiser.meanSquaredError(under: distribution)
    meanSquaredErrorHalfWidth95 = nil
    entropy = quantiser.indexEntropy(under: distribution)
  }

  /// What a quantiser with a rate does: as its designer computed it, else as measured on held-out samples.
  ///
  /// - Throws: `StreamError` for an alphabet that no model holds.
  init(_ rated: RatedQuantiser, variance: Double, samples: () -> HeldOutSequence) throws {
    let quantiser = rated.quantiser
    bits = rated.fixedRatePerSample?.bits
    levelCount =
      quantiser.blockLength == 1 && quantiser.alphabetSizes.count == 1
      ? quantiser.alphabetSizes[0] : nil
    self.variance = variance
    if let performance = rated.performance {
      rate = rated.fixedRatePerSample ?? performance.entropyPerSample
      meanSquaredError = performance.meanSquaredError
      meanSquaredErrorHalfWidth95 = nil
      entropy = performance.entropyPerSample
      return
    }
    let codec = try EntropyCodedSequence(rated, lengths: SymbolLengths(designedInto: rated))
    let heldOut = samples()
    let measurement = SequenceMeasurement(
      of: codec.quantise(heldOut.samples), by: codec, samples: heldOut.samples, mean: heldOut.mean,
      variance: heldOut.variance)
    rate = rated.fixedRatePerSample ?? measurement.modelRatePerSample
    meanSquaredError = measurement.distortion
    meanSquaredErrorHalfWidth95 = measurement.distortionHalfWidth95
    entropy =
      rated.fixedRatePerSample == nil
      ? measurement.modelRatePerSample : measurement.entropyPerSample
  }
}
