import RDCore
import RDExperiments
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RDStreams

/// The performance of a quantiser on a source.
package struct QuantiserQuality: Sendable {
  /// The rate that is spent on each sample: the fixed one, or that of the ideal code of the indices.
  package let rate: Information

  /// The fixed rate, if the number of levels is a power of two or undefined.
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

  /// The performance of a scalar quantiser, computed exactly.
  ///
  /// - Parameters:
  ///   - quantiser: the quantiser.
  ///   - distribution: the one whose error counts.
  ///   - indices: the one whose indices are coded, where it is another, such as that of the samples without their weights.
  ///   - isEntropyCoded: whether its rate is the entropy of the indices, instead of a fixed one.
  init(
    _ quantiser: ScalarQuantiser, on distribution: some RealDistribution,
    indicesOf indices: EmpiricalDistribution? = nil, isEntropyCoded: Bool = false
  ) {
    let levelCount = quantiser.levelCount
    let isPowerOfTwo = levelCount & (levelCount - 1) == 0
    entropy =
      indices.map { quantiser.indexEntropy(under: $0) }
      ?? quantiser.indexEntropy(under: distribution)
    rate = isEntropyCoded ? entropy : quantiser.fixedRatePerSample
    bits = isPowerOfTwo && !isEntropyCoded ? Double(levelCount.trailingZeroBitCount) : nil
    self.levelCount = levelCount
    variance = distribution.variance
    meanSquaredError = quantiser.meanSquaredError(under: distribution)
    meanSquaredErrorHalfWidth95 = nil
  }

  /// The performance of a quantiser with a rate: as computed by its designer, else measured on held-out samples, with an ideal code
  /// of the indices; a file has a header and tables besides.
  ///
  /// - Throws: `StreamError` for an alphabet that is too large for a model.
  init(
    _ rated: RatedQuantiser, method: String, variance: Double, samples: () -> HeldOutSequence
  ) throws {
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
    let heldOut = samples()
    let code = try SequenceCode(rated, sampleCount: heldOut.samples.count, label: method)
    let sequence = code.quantise(heldOut.samples)
    let measurement = SequenceMeasurement(
      of: sequence, by: code, samples: heldOut.samples, mean: heldOut.mean,
      variance: heldOut.variance)
    rate = rated.fixedRatePerSample ?? measurement.entropyPerSample
    meanSquaredError = measurement.distortion
    meanSquaredErrorHalfWidth95 = measurement.distortionHalfWidth95
    entropy = measurement.entropyPerSample
  }
}
