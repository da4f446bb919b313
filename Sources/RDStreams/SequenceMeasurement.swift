import RDCore
import RDNumerics
import RealModule

/// The distortion and the code length of a held-out sequence.
///
/// Distortion and rate both vary with the sample power. The distortion is therefore normalised to
/// the source's variance, `D (variance / power)^k`, with the `k` of least variance of the distance to R(D), rate and
/// distortion taken together, over batches of the sequence; it is near 1 for a Gaussian source with an entropy code. Where the
/// power is off by more than a tenth, as for a few samples of a heavy tail, `k` is the exponent at this power. With too few
/// batches, as for a code of long blocks, it is 1.
package struct SequenceMeasurement: Sendable, Equatable {
  package let sampleCount: Int

  /// The mean-square error, normalised to the source's variance, in squared source units.
  package let distortion: Double

  /// Half-width of the 95 % confidence interval of the distortion, the noise of the rate included; `nil` for a sequence that is too
  /// short for batches.
  package let distortionHalfWidth95: Double?

  /// The ideal code length of the symbols under the integer models, per sample.
  package let modelRatePerSample: Information

  /// The conditional entropy of the symbols, per sample: their code length under the probabilities that the quantiser was
  /// designed with, minus the divergence of their frequencies from these.
  ///
  /// For the divergence, frequencies are shrunk towards the probabilities according to their noise; with too
  /// few symbols the divergence is 0.
  ///
  /// > Source: [hausser2009], equations 4 to 6, with the probabilities of the design as the target.
  package let entropyPerSample: Information

  /// The decoded samples.
  package let reconstruction: [Double]

  /// The number of batches for variances, and its minimum.
  private static let batchCounts = 10...200

  /// Powers of samples, as fractions of the variance, for which the slope of the fit is the exponent to first order.
  private static let nearPowers = 0.9...1.1

  /// Measures a sequence.
  ///
  /// - Parameters:
  ///   - sequence: the symbols of the samples.
  ///   - codec: the codec that is measured.
  ///   - samples: the sequence, in source units.
  ///   - mean: of the source, in source units.
  ///   - variance: of the source, in squared source units.
  /// - Precondition: there are samples.
  package init(
    of sequence: QuantisedSequence, by codec: SequenceCode, samples: [Double], mean: Double,
    variance: Double
  ) {
    precondition(!samples.isEmpty && samples.count == sequence.sampleCount)
    let n = samples.count
    let decoded = codec.reconstruction(of: sequence)
    let span = codec.parts.map(\.quantiser.codingSpan).max() ?? 1
    let longestBlock = max(span, codec.parts.map(\.quantiser.blockLength).max() ?? 1)
    // With several parts, the symbols of a span cannot be attributed to samples.
    let isInBatches = span == 1 || codec.parts.count == 1
    let batchCount =
      isInBatches
      ? max(1, min(Self.batchCounts.upperBound, n / (span > 1 ? longestBlock : 4 * longestBlock)))
      : 1
    /// The batch of a sample or symbol out of `count`; a batch has whole spans.
    func batch(of index: Int, among count: Int, span: Int) -> Int {
      index / span * batchCount / ((count + span - 1) / span)
    }
    var batches = [Batch](repeating: Batch(), count: batchCount)
    for i in 0..<n {
      let batch = batch(of: i, among: n, span: span)
      let error = samples[i] - decoded[i]
      let deviation = samples[i] - mean
      batches[batch].error += error * error
      batches[batch].power += deviation * deviation
      batches[batch].sampleCount += 1
    }
    var entropyBits = 0.0
    for (part, symbols) in zip(codec.parts, sequence.symbols) {
      var counts = part.bits.map { [Int](repeating: 0, count: $0.count) }
      let quantiser = part.quantiser
      let symbolSpan = span == 1 ? 1 : span / quantiser.blockLength * quantiser.symbolsPerBlock
      var position = 0
      part.forEachContext(of: symbols) { symbol, context in
        counts[context][Int(symbol)] += 1
        let batch = batch(of: position, among: symbols.count, span: max(1, symbolSpan))
        batches[batch].bits += part.bits[context][Int(symbol)]
        position += 1
      }
      for (counts, expected) in zip(counts, part.expectedBits) {
        entropyBits += Self.entropyBits(of: counts, expected: expected)
      }
    }
    let total = batches.reduce(into: Batch()) { $0.add($1) }
    let plain = total.error / Double(n)
    let relativePower = total.power / Double(n) / variance
    var exponent = 1.0
    var halfWidth: Double?
    if batchCount >= Self.batchCounts.lowerBound, plain > 0 {
      let fit = Self.fit(batches, distortion: plain, variance: variance)
      // The slope is per fraction of the variance: for samples of little power it is far too steep for an exponent.
      let isNear = Self.nearPowers.contains(relativePower)
      exponent = isNear ? fit.exponent : fit.exponent * relativePower
      halfWidth =
        StudentT(degreesOfFreedom: Double(batchCount - 2)).quantile(0.975) * fit.standardError
    }
    let correction = relativePower > 0 ? Double.pow(relativePower, -exponent) : 1
    sampleCount = n
    distortion = plain * correction
    distortionHalfWidth95 = halfWidth.map { $0 * plain * correction }
    modelRatePerSample = .bits(total.bits / Double(n))
    entropyPerSample = .bits(entropyBits / Double(n))
    reconstruction = decoded
  }

  /// Sums over some of the samples.
  private struct Batch {
    var error = 0.0
    var power = 0.0
    var bits = 0.0
    var sampleCount = 0

    mutating func add(_ other: Batch) {
      error += other.error
      power += other.power
      bits += other.bits
      sampleCount += other.sampleCount
    }
  }

  /// The regression of the distance to R(D) on the power over batches, both to first order: distances in nats of distortion,
  /// `2 ln 2 R + D / mean D`, powers as fractions of the variance.
  private static func fit(
    _ batches: [Batch], distortion: Double, variance: Double
  ) -> (exponent: Double, standardError: Double) {
    let count = Double(batches.count)
    let points = batches.map { batch in
      let n = Double(batch.sampleCount)
      return (
        power: batch.power / n / variance,
        distance: 2 * Double.log(2) * batch.bits / n + batch.error / n / distortion
      )
    }
    let meanPower = points.reduce(0) { $0 + $1.power } / count
    let meanDistance = points.reduce(0) { $0 + $1.distance } / count
    var squares = 0.0
    var products = 0.0
    for point in points {
      squares += (point.power - meanPower) * (point.power - meanPower)
      products += (point.power - meanPower) * (point.distance - meanDistance)
    }
    let slope = squares > 0 ? products / squares : 0
    var residuals = 0.0
    for point in points {
      let residual = point.distance - meanDistance - slope * (point.power - meanPower)
      residuals += residual * residual
    }
    return (slope, (residuals / (count - 2) / count).squareRoot())
  }

  /// The total entropy of the symbols of a context.
  ///
  /// - Parameters:
  ///   - counts: the count of each symbol, shape `[alphabet size]`.
  ///   - expected: the ideal code length of each by design in bits, shape `[alphabet size]`.
  /// - Returns: bits.
  private static func entropyBits(of counts: [Int], expected: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    let bits = zip(counts, expected).reduce(0) { $0 + Double($1.0) * $1.1 }
    guard total > 1 else { return bits }
    var squares = 0.0
    var distances = 0.0
    for (count, length) in zip(counts, expected) {
      let frequency = Double(count) / total
      let difference = frequency - Double.exp2(-length)
      squares += frequency * frequency
      distances += difference * difference
    }
    guard distances > 0 else { return bits }
    let shrinkage = min(1, (1 - squares) / ((total - 1) * distances))
    var divergence = 0.0
    for (count, length) in zip(counts, expected) {
      let shrunk =
        shrinkage * Double.exp2(-length) + (1 - shrinkage) * Double(count) / total
      if shrunk > 0 { divergence += shrunk * (Double.log2(shrunk) + length) }
    }
    return bits - total * max(0, divergence)
  }
}
