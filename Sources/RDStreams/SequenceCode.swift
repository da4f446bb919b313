import RDArrayFiles
import RDCoding
import RDCore
import RDQuantisers

/// A code of sequences of samples: a quantiser with its decoder's tables, or, for a process, the transform of its blocks and a
/// quantiser for each part of the components.
///
/// Samples are quantised less a mean and divided by a standard deviation. What is measured of a sequence is what a file of it has: the
/// reconstruction is the decoder's, and ``encode(_:)`` gives the bytes that ``StreamEncoder`` writes.
package struct SequenceCode: Sendable {
  /// How the code was made, for the reader's eyes.
  package let label: String

  /// The parts, in the order in which their symbols are written.
  package let parts: [CodedQuantiser]

  /// What separates a sequence into parts; `nil` where there is one that is the sequence itself.
  package let transform: BlockTransform?
  package let mean: Double
  package let deviation: Double

  /// A code of one quantiser, for samples of mean 0 and variance 1.
  ///
  /// - Parameters:
  ///   - rated: the quantiser.
  ///   - lengths: how its symbols become bits; as it was designed for where `nil`.
  ///   - sampleCount: samples of the sequence, which decide how fine the models are.
  ///   - label: how it was made.
  ///   - mean: of the samples.
  ///   - deviation: the standard deviation of the samples about it, above 0.
  /// - Throws: ``StreamError``.
  package init(
    _ rated: RatedQuantiser, lengths: SymbolLengths? = nil, sampleCount: Int, label: String,
    mean: Double = 0, deviation: Double = 1
  ) throws(StreamError) {
    self.label = label
    self.mean = mean
    self.deviation = deviation
    transform = nil
    parts = [
      try CodedQuantiser(
        rated, lengths: lengths ?? SymbolLengths(designedInto: rated), sampleCount: sampleCount,
        method: label)
    ]
  }

  /// A transform code of a stationary Gaussian process.
  ///
  /// - Parameters:
  ///   - process: its descriptor; mean and variance count for nothing.
  ///   - n: samples of a block.
  ///   - rate: the mean rate of the components, which rounding to the menu comes near to.
  ///   - menu: the rates that a component may have.
  ///   - lengths: how symbols become bits; as the quantisers were designed where `nil`.
  ///   - sampleCount: samples of the sequence.
  ///   - label: how the code was made.
  ///   - mean: of the samples.
  ///   - deviation: the standard deviation of a sample, above 0.
  ///   - design: gives the quantiser of the standard normal density at a rate of the menu.
  /// - Throws: what `design` throws; an error of the descriptor; `NumericsError`; ``StreamError``.
  package init(
    transforming process: String, blockLength n: Int, rate: Information, menu: RateMenu,
    lengths: SymbolLengths?, sampleCount: Int, label: String, mean: Double = 0,
    deviation: Double = 1, design: (Information) throws -> RatedQuantiser
  ) throws {
    let (variances, basis) = try BlockTransform.components(of: process, blockLength: n)
    let allocation = RateAllocation(meanRate: rate.bits, variances: variances, menu: menu)
    guard allocation.greatestShare <= menu.highest + RateMenu.step else {
      throw StreamError.componentRate(
        method: menu.method, rate: allocation.greatestShare, highest: menu.highest)
    }
    // Rates fall with the variances, so that the components of a part are next to each other.
    let partRates = Set(allocation.rates).filter { $0 > 0 }.sorted(by: >)
    let transform = BlockTransform(
      process: process, blockLength: n,
      memberCounts: partRates.map { rate in allocation.rates.count { $0 == rate } },
      variances: variances, basis: basis)
    self.label = label
    self.mean = mean
    self.deviation = deviation
    self.transform = transform
    parts = try zip(partRates, transform.partLengths(sampleCount: sampleCount)).map {
      partRate, length in
      let rated = try design(.bits(partRate))
      return try CodedQuantiser(
        rated, lengths: lengths ?? SymbolLengths(designedInto: rated), sampleCount: length,
        method: menu.method)
    }
  }

  /// What a decoder needs.
  var tables: SequenceTables {
    SequenceTables(transform: transform, parts: parts.map(\.tables))
  }

  /// What the parts quantise of samples of mean 0 and variance 1, shape `[parts][…]`.
  func separate(_ standard: [Double]) -> [[Double]] {
    transform?.separate(standard) ?? [standard]
  }

  /// The symbols of any number of samples, all finite.
  package func quantise(_ samples: [Double]) -> QuantisedSequence {
    let standard = samples.map { ($0 - mean) / deviation }
    return QuantisedSequence(
      sampleCount: samples.count,
      symbols: zip(parts, separate(standard)).map { $0.symbols(of: $1) })
  }

  /// The samples that the decoder will have for these symbols, without writing a stream.
  package func reconstruction(of sequence: QuantisedSequence) -> [Double] {
    let decoded = zip(parts, sequence.symbols).map { $0.tables.reconstruction(of: $1) }
    return tables.merge(decoded, sampleCount: sequence.sampleCount).map { mean + deviation * $0 }
  }

  /// The file of a sequence of symbols: of numbers of 8 bytes in one dimension.
  package func encode(_ sequence: QuantisedSequence) -> EncodedSequence {
    guard let form = ArrayForm(type: .float64, shape: [sequence.sampleCount]) else {
      preconditionFailure("more samples than a stream has")
    }
    var bytes: [UInt8] = []
    var writer = StreamWriter { bytes += $0 }
    let header = StreamHeader(
      method: label, form: form, mean: mean, deviation: deviation,
      tables: sequence.sampleCount > 0 ? tables : nil)
    // What takes the bytes cannot fail.
    let headerBytes = header.bytes
    try? writer.write(headerBytes)
    for (part, symbols) in zip(parts, sequence.symbols) where !symbols.isEmpty {
      part.encode(symbols, to: &writer.rangeEncoder)
    }
    try? writer.finish(hasSymbols: sequence.symbols.contains { !$0.isEmpty })
    return EncodedSequence(
      bytes: bytes, headerByteCount: headerBytes.count + Fingerprint.checksumLength)
  }

  /// The file of any number of samples, all finite.
  package func encode(_ samples: [Double]) -> EncodedSequence { encode(quantise(samples)) }

  /// The file of a sequence of symbols, after it was decoded again and every sample compared.
  ///
  /// - Throws: ``StreamError``, ``StreamError/notReversible(sample:)`` if a sample is another.
  package func encodeAndCheck(
    _ sequence: QuantisedSequence, against reconstruction: [Double]
  ) throws -> EncodedSequence {
    let encoded = encode(sequence)
    try Self.check(
      try StreamDecoder.decode(encoded.bytes, external: externalTables), against: reconstruction)
    return encoded
  }

  /// Gives a decoder what the stream only names.
  package var externalTables: ExternalTablesReader? {
    let quantisers = parts.compactMap { $0.quantiser as? any ExternallyDecodedQuantiser }
    guard let quantiser = quantisers.first else { return nil }
    return { (reader: inout BitReader) throws(CodingError) -> any QuantiserTables in
      try quantiser.decoderTables(from: &reader)
    }
  }

  /// Makes sure that every decoded sample is what it should be, bit for bit.
  package static func check(
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
