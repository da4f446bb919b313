import RDCore
import RDNumerics
import RealModule

/// What a codec does to a held-out sequence: its distortion, and how many bits its symbols are worth.
///
/// Distortion and rate both go with the power that the samples happen to have. The distortion is therefore referred to
/// the source's variance, `D (variance / power)^k`, with the `k` that leaves the least variance in the distance to R(D), rate and
/// distortion taken together, over batches of the sequence; it is near 1 for a Gaussian source with an entropy code. Where the
/// power is off by more than a tenth, as that of few samples of a heavy tail is, `k` is the exponent at this power. Where there are too few
/// batches to tell, as for a code of long blocks, it is 1.
package struct SequenceMeasurement: Sendable, Equatable {
  package let sampleCount: Int

  /// The mean-square error, referred to the source's variance, in squared source units.
  package let distortion: Double

  /// Half-width of the 95 % confidence interval of the distortion, the noise of the rate included; `nil` for a sequence that is too
  /// short for batches.
  package let distortionHalfWidth95: Double?

  /// The ideal code length of the symbols under the integer models, per sample.
  package let modelRatePerSample: Information

  /// The entropy of the symbols in their contexts, per sample: what they are worth under the probabilities that the quantiser was
  /// designed with, less the divergence of their frequencies from these.
  ///
  /// For the divergence, frequencies are shrunk towards the probabilities as far as their own noise asks for: where there are too
  /// few symbols to tell one from the other, it is `nil`.
  ///
  /// > Source: [hausser2009], equations 4 to 6, with the probabilities of the design as the target.
  package let entropyPerSample: Information

  /// The samples as the decoder will have them.
  package let reconstruction: [Double]

  /// Batches over which variances are taken, and the least number that is worth it.
  private static let batchCounts = 10...200

  /// Powers of samples, as fractions of the variance, for which the slope of the fit is the exponent to first order.
  private static let nearPowers = 0.9...1.1

  /// Measures a sequence.
  ///
  /// - Parameters:
  ///   - sequence: the symbols that the codec gave for the samples.
  ///   - codec: what is measured.
  ///   - samples: the sequence, in source units.
  ///   - mean: of the source, in source units.
  ///   - variance: of the source, in squared source units.
  /// - Precondition: there are samples.
  package init(
    of sequence: QuantisedSequence, by codec: some SampleCodec, samples: [Double], mean: Double,
    variance: Double
  ) {
    precondition(!samples.isEmpty && samples.count == sequence.sampleCount)
    let n = samples.count
    let decoded = codec.reconstruction(of: sequence)
    let span = codec.parts.map(\.quantiser.codingSpan).max() ?? 1
    let longestBlock = max(span, codec.parts.map(\.quantiser.blockLength).max() ?? 1)
    // Of several parts nobody knows which symbols of a span are worth which samples.
    let isInBatches = span == 1 || codec.parts.count == 1
    let batchCount =
      isInBatches
      ? max(1, min(Self.batchCounts.upperBound, n / (span > 1 ? longestBlock : 4 * longestBlock)))
      : 1
    /// The batch of one of `count` samples or symbols; a batch has whole spans.
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
      // The slope is one of fractions of the variance: where the samples have little of it, far too steep for an exponent.
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

  /// The entropy of the symbols of a context, all together.
  ///
  /// - Parameters:
  ///   - counts: how often each symbol occurred, shape `[alphabet size]`.
  ///   - expected: the bits that each is worth by design, shape `[alphabet size]`.
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
