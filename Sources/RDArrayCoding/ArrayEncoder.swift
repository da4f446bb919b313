import RDCore

/// Codes the chunks of an array, each by itself.
package struct ArrayEncoder: Sendable {
  package let chunks: ArrayChunks
  private let type: NumberType
  private let effort: ArrayEffort
  private let criterion: ArrayCriterion
  private let count: Int

  /// The bytes of the file besides those of the chunks.
  private let overhead: Int

  /// - Parameters:
  ///   - chunks: of the array.
  ///   - type: of its numbers.
  ///   - spread: of all of them.
  ///   - quality: what the code must meet.
  ///   - effort: how long to search.
  ///   - overhead: the bytes of the file besides the code, which count as rate.
  /// - Throws: ``ArrayCodingError``.
  package init(
    _ chunks: ArrayChunks, type: NumberType, spread: ArraySpread, quality: ArrayQuality,
    effort: ArrayEffort = .standard, overhead: Int = 0
  ) throws(ArrayCodingError) {
    if let value = quality.value, !(value > 0 && value.isFinite) {
      throw .invalidCriterion(value)
    }
    if case .relativeError = quality, !type.isFloatingPoint { throw .relativeErrorOfIntegers }
    self.chunks = chunks
    self.type = type
    self.effort = effort
    count = spread.total
    self.overhead = overhead + chunks.count * (Fingerprint.checksumLength + 4) + 1
    criterion = quality.criterion(for: spread, overhead: self.overhead)
  }

  /// What comes before the chunks.
  package var start: [UInt8] {
    var writer = BinaryWriter()
    writer.appendVarint(chunks.rows)
    return writer.bytes
  }

  /// Codes a chunk.
  ///
  /// - Parameters:
  ///   - index: of the chunk.
  ///   - ordered: its numbers.
  /// - Returns: its code, with length and checksum.
  /// - Throws: ``ArrayCodingError/rateOutOfReach(wanted:possible:)``.
  package func encode(_ index: Int, _ ordered: [Int64]) throws(ArrayCodingError) -> [UInt8] {
    let chunk = NumberArray(type: type, shape: chunks.shape(at: index), ordered: ordered)
    var own = criterion
    if case .byteCount(let limit) = criterion {
      own = .byteCount(limit * chunk.count / max(1, count))
    }
    let bytes: [UInt8]
    do throws(ArrayCodingError) {
      bytes = try ChunkEncoder(chunk, effort: effort).encode(own)
    } catch {
      guard case .rateOutOfReach(let wanted, let possible) = error else { throw error }
      throw .rateOutOfReach(wanted: wanted + overhead, possible: possible + overhead)
    }
    var writer = BinaryWriter()
    writer.appendVarint(bytes.count)
    writer.append(bytes)
    writer.append(Fingerprint(of: bytes).checksum)
    return writer.bytes
  }

  /// Whether decoded numbers meet what can be said of each: that they are the same, or within a bound.
  package func isMet(by decoded: [Int64], of ordered: [Int64], maximumError: Double) -> Bool {
    switch criterion {
    case .lossless: decoded == ordered
    case .maximumError(let limit): maximumError <= limit
    case .rootMeanSquareError, .relativeError, .byteCount: true
    }
  }
}
