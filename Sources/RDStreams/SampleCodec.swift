import RDCoding

/// A compressor of sequences of samples into bytes: its parts, each a quantiser with models of its symbols, write one
/// stream.
///
/// A stream holds what `StreamHeader` says and then the symbols of all parts, by one range coder. The tables are not
/// in it: the header has a digest of them, by which a decoder detects a mismatch.
package protocol SampleCodec: Sendable {
  /// The parts, in the order in which their symbols are written.
  var parts: [CodedQuantiser] { get }

  /// A digest of what encoder and decoder must share.
  var contentHash: UInt64 { get }

  /// The number of samples of each part for a sequence of `sampleCount`, shape as `parts`.
  func partLengths(sampleCount: Int) -> [Int]

  /// The samples of each part, shape `[parts][partLengths]`.
  func separate(_ samples: [Double]) -> [[Double]]

  /// The sequence of the parts' samples, the inverse of `separate(_:)` up to rounding.
  ///
  /// Parts may be padded to whole blocks.
  func merge(_ parts: [[Double]], sampleCount: Int) -> [Double]
}

extension SampleCodec {
  /// The symbols of any number of samples, all finite.
  package func quantise(_ samples: [Double]) -> QuantisedSequence {
    QuantisedSequence(
      sampleCount: samples.count,
      symbols: zip(parts, separate(samples)).map { $0.symbols(of: $1) })
  }

  /// The decoded samples of symbols, without writing a stream.
  package func reconstruction(of sequence: QuantisedSequence) -> [Double] {
    let parts = zip(parts, sequence.symbols).map { $0.quantiser.reconstruction(of: $1) }
    return merge(parts, sampleCount: sequence.sampleCount)
  }

  /// The stream of a sequence of symbols.
  ///
  /// - Precondition: at most `StreamHeader.sampleLimit` samples.
  package func encode(_ sequence: QuantisedSequence) -> EncodedSequence {
    precondition(sequence.sampleCount <= StreamHeader.sampleLimit, "too many samples for a stream")
    var payload: [UInt8] = []
    if sequence.symbols.contains(where: { !$0.isEmpty }) {
      var encoder = RangeEncoder()
      for (part, symbols) in zip(parts, sequence.symbols) { part.encode(symbols, to: &encoder) }
      payload = encoder.finish()
    }
    let header = StreamHeader(
      contentHash: contentHash, sampleCount: sequence.sampleCount, payloadByteCount: payload.count
    ).bytes
    return EncodedSequence(bytes: header + payload, headerByteCount: header.count)
  }

  /// The stream of any number of samples, all finite.
  package func encode(_ samples: [Double]) -> EncodedSequence { encode(quantise(samples)) }

  /// The samples of a stream, which may be any bytes: counts are checked before memory is allocated.
  ///
  /// - Throws: ``StreamError`` for a stream that is damaged or that another codec wrote. Damage to the payload alone may
  ///   also go unnoticed and give other samples.
  package func decode(_ stream: [UInt8]) throws(StreamError) -> [Double] {
    let header = try StreamHeader(parsing: stream)
    guard header.contentHash == contentHash else {
      throw .otherCodec(stream: header.contentHash, decoder: contentHash)
    }
    let symbolCounts = zip(parts, partLengths(sampleCount: header.sampleCount)).map {
      $0.symbolCount(sampleCount: $1)
    }
    // The coder omits a few bytes at the end, which the decoder reads as zeros.
    let leastBits = zip(parts, symbolCounts).reduce(0) { $0 + $1.0.leastBits * Double($1.1) }
    guard leastBits <= Double(8 * (header.payloadByteCount + 8)) else {
      throw .impossibleCount(what: "samples", count: UInt64(header.sampleCount))
    }
    let payload = Array(stream.suffix(header.payloadByteCount))
    guard symbolCounts.contains(where: { $0 > 0 }) else {
      guard payload.isEmpty else { throw .trailingBytes(count: payload.count) }
      return merge(parts.map { _ in [] }, sampleCount: header.sampleCount)
    }
    do {
      var decoder = RangeDecoder(payload)
      var decoded: [[Double]] = []
      for (part, count) in zip(parts, symbolCounts) {
        decoded.append(try part.decode(symbolCount: count, from: &decoder))
      }
      try decoder.finish()
      return merge(decoded, sampleCount: header.sampleCount)
    } catch {
      throw .damagedPayload(reason: "\(error)")
    }
  }

  /// The stream of a sequence of symbols, verified by decoding it.
  ///
  /// - Throws: ``StreamError``, ``StreamError/notReversible(sample:)`` if a sample differs.
  package func encodeAndCheck(
    _ sequence: QuantisedSequence, against reconstruction: [Double]
  ) throws(StreamError) -> EncodedSequence {
    let encoded = encode(sequence)
    try check(try decode(encoded.bytes), against: reconstruction)
    return encoded
  }

  /// Checks that every decoded sample is correct, bit for bit.
  package func check(
    _ decoded: [Double], against reconstruction: [Double]
  ) throws(StreamError) {
    guard decoded.count == reconstruction.count else {
      throw .notReversible(sample: min(decoded.count, reconstruction.count))
    }
    for (index, sample) in decoded.enumerated()
    where sample.bitPattern != reconstruction[index].bitPattern {
      throw .notReversible(sample: index)
    }
  }
}
