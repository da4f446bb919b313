import RDCoding
import RDCore
import RDStreams

/// A quantiser of latents with an integer entropy model for the indices of each component.
///
/// The tables are built from training latents once, and decoding is in integer arithmetic.
package struct CodedLatentQuantiser: Sendable {
  package let quantiser: LatentQuantiser

  /// The model of the indices of each component, shape `[latentDimension]`; `nil` where no bit is needed.
  let models: [SymbolModel?]

  /// A digest of the tables and levels.
  package let contentHash: UInt64

  /// The precision: an index that no training latent had costs this many bits.
  private static let precision = 18

  /// A quantiser with the counts of training latents' indices as tables.
  ///
  /// - Parameters:
  ///   - quantiser: any.
  ///   - latents: training latents, shape `[count, latentDimension]`; at least one vector.
  /// - Throws: ``StreamError``.
  package init(
    _ quantiser: LatentQuantiser, training latents: VectorBlock
  ) throws(StreamError) {
    let indices = quantiser.indices(of: latents)
    let levelCounts = quantiser.levelCounts
    let dimension = levelCounts.count
    var models: [SymbolModel?] = []
    for (c, levelCount) in levelCounts.enumerated() {
      guard levelCount > 1 else {
        models.append(nil)
        continue
      }
      var counts = [Int](repeating: 0, count: levelCount)
      for position in stride(from: c, to: indices.count, by: dimension) {
        counts[Int(indices[position])] += 1
      }
      do throws(CodingError) {
        models.append(try SymbolModel(counts: counts, precision: Self.precision))
      } catch {
        throw .noModel(method: "\(levelCount) levels", reason: "\(error)")
      }
    }
    self.init(quantiser, models: models)
  }

  /// A quantiser with given models, `nil` where there is one level.
  init(_ quantiser: LatentQuantiser, models: [SymbolModel?]) {
    let levelCounts = quantiser.levelCounts
    var digest = Fingerprint()
    for (levelCount, model) in zip(levelCounts, models) {
      digest.absorb(UInt64(levelCount))
      for frequency in model?.frequencies ?? [] { digest.absorb(UInt64(frequency)) }
    }
    for level in 0..<(levelCounts.max() ?? 0) {
      let shown = levelCounts.map { UInt16(min(level, $0 - 1)) }
      for latent in quantiser.latents(at: shown).elements {
        digest.absorb(UInt64(latent.bitPattern))
      }
    }
    self.quantiser = quantiser
    self.models = models
    contentHash = digest.value
  }

  /// The number of components that had more than one index among the training latents.
  package var liveCount: Int {
    models.count { model in model.map { $0.frequencies.count { $0 > 1 } > 1 } ?? false }
  }

  /// The entropy of a latent vector whose indices have the frequencies of the tables: the expected code length.
  package var entropy: Information {
    models.reduce(.zero) { $0 + ($1?.entropy ?? .zero) }
  }

  /// The total ideal code length of latents, shape `[count, latentDimension]`.
  package func estimatedRate(of latents: VectorBlock) -> Information {
    let indices = quantiser.indices(of: latents)
    var rate = Information.zero
    for (c, model) in models.enumerated() {
      guard let model else { continue }
      let symbols = stride(from: c, to: indices.count, by: models.count).map { Int32(indices[$0]) }
      rate = rate + model.idealCodeLength(ofSymbols: symbols)
    }
    return rate
  }

  /// Codes the indices of latents, vector by vector, by a range coder.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: the bytes.
  package func payload(of latents: VectorBlock) -> [UInt8] {
    var encoder = RangeEncoder()
    encode(quantiser.indices(of: latents), to: &encoder)
    return encoder.finish()
  }

  /// The quantised latents that ``payload(of:)`` wrote, shape `[count, latentDimension]`.
  ///
  /// - Throws: `CodingError` for bytes that end too early or go on.
  package func latents(of payload: [UInt8], count: Int) throws(CodingError) -> VectorBlock {
    var decoder = RangeDecoder(payload)
    let indices = try decodeIndices(count: count, from: &decoder)
    try decoder.finish()
    return quantiser.latents(at: indices)
  }

  /// Writes indices, shape `[count, latentDimension]`, into the caller's stream.
  package func encode(_ indices: [UInt16], to encoder: inout RangeEncoder) {
    for first in stride(from: 0, to: indices.count, by: models.count) {
      for (c, model) in models.enumerated() {
        if let model { encoder.encode(Int(indices[first + c]), with: model) }
      }
    }
  }

  /// Reads the indices of `count` latent vectors, shape `[count, latentDimension]`, from the caller's stream.
  ///
  /// - Throws: `CodingError.endOfStream(byteCount:)`.
  package func decodeIndices(
    count: Int, from decoder: inout RangeDecoder
  ) throws(CodingError) -> [UInt16] {
    var indices: [UInt16] = []
    for _ in 0..<count {
      for model in models {
        guard let model else {
          indices.append(0)
          continue
        }
        indices.append(UInt16(try decoder.decode(with: model)))
      }
    }
    return indices
  }
}
