import RDCoding
import RDCore
import RDQuantisers
import RealModule

/// A quantiser of sequences with the integer model of each of its contexts.
package struct CodedQuantiser: Sendable {
  package let quantiser: any SequenceQuantiser
  private let modelSet: SymbolModelSet

  /// The bits that a symbol takes under its model, shape `[contextCount][alphabet size]`.
  package let bits: [[Double]]

  /// The ideal code length of each symbol under the probabilities of the design, shape as `bits`.
  let expectedBits: [[Double]]

  /// The least number of bits that any symbol takes; 0 if one is certain in its context.
  let leastBits: Double

  /// A digest of what encoder and decoder must share: alphabets, frequencies and reconstruction.
  package let fingerprint: UInt64

  /// A quantiser with models of its symbols.
  ///
  /// Frequencies add up to `2^20`, so that the many rare symbols of a tail, of frequency 1, cost little.
  package init(_ rated: RatedQuantiser, lengths: SymbolLengths) throws(StreamError) {
    quantiser = rated.quantiser
    var models: [SymbolModel] = []
    for probabilities in rated.symbolProbabilities {
      let count = probabilities.count
      let precision = Self.precision(symbolCount: count)
      do {
        models.append(
          lengths == .equal
            ? try SymbolModel(uniformOver: count, precision: precision)
            : try SymbolModel(probabilities: probabilities, precision: precision))
      } catch {
        throw .noModel(symbolCount: count, reason: "\(error)")
      }
    }
    modelSet = SymbolModelSet(models)
    bits = models.map { model in
      model.frequencies.indices.map { model.idealCodeLength(of: $0).bits }
    }
    expectedBits =
      lengths == .ideal ? bits : rated.symbolProbabilities.map { $0.map { -Double.log2($0) } }
    leastBits = bits.compactMap { $0.min() }.min() ?? 0
    fingerprint = Self.fingerprint(of: rated.quantiser, models)
  }

  /// The number of symbols of a sequence of `sampleCount` samples, the last block padded.
  package func symbolCount(sampleCount: Int) -> Int {
    let blocks = (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength
    return blocks * quantiser.symbolsPerBlock
  }

  /// The symbols of any number of samples; the last block is padded with the last sample.
  package func symbols(of samples: [Double]) -> [Int32] {
    let excess = samples.count % quantiser.blockLength
    guard excess > 0, let last = samples.last else { return quantiser.symbols(of: samples) }
    let filling = [Double](repeating: last, count: quantiser.blockLength - excess)
    return quantiser.symbols(of: samples + filling)
  }

  package func encode(_ symbols: [Int32], to encoder: inout RangeEncoder) {
    let contexts = quantiser.contexts(of: symbols)
    symbols.withUnsafeBufferPointer { symbols in
      contexts.withUnsafeBufferPointer { encoder.encode(symbols, in: $0, with: modelSet) }
    }
  }

  /// Reads `symbolCount` symbols and reconstructs the samples.
  ///
  /// - Throws: `CodingError` if the stream ends early.
  package func decode(
    symbolCount: Int, from decoder: inout RangeDecoder
  ) throws(CodingError) -> [Double] {
    var failure: CodingError?
    let samples = quantiser.reconstruction(symbolCount: symbolCount) { contexts, symbols in
      do throws(CodingError) {
        try decoder.decode(into: symbols, in: contexts, with: modelSet)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return samples ?? []
  }

  /// Calls the closure for each symbol with its context.
  func forEachContext(of symbols: [Int32], _ body: (Int32, Int) -> Void) {
    for (symbol, context) in zip(symbols, quantiser.contexts(of: symbols)) {
      body(symbol, Int(context))
    }
  }

  private static func precision(symbolCount: Int) -> Int {
    min(max(20, Int.bitWidth - symbolCount.leadingZeroBitCount + 8), SymbolModel.maximumPrecision)
  }

  /// The digest.
  ///
  /// The reconstruction is sampled by a decoder state that takes the symbols of each context in turn, twice, since
  /// only the quantiser itself knows it.
  private static func fingerprint(
    of quantiser: some SequenceQuantiser, _ models: [SymbolModel]
  ) -> UInt64 {
    var digest = Fingerprint()
    for number in [quantiser.blockLength, quantiser.symbolsPerBlock, models.count] {
      digest.absorb(UInt64(number))
    }
    // Longer than the decoder state below, so that its end has no effect.
    if quantiser.codingSpan > 1 { digest.absorb(UInt64(quantiser.codingSpan)) }
    for model in models {
      digest.absorb(UInt64(model.frequencies.count))
      for frequency in model.frequencies { digest.absorb(UInt64(frequency)) }
    }
    let sizes = quantiser.alphabetSizes
    let wanted = max(64, 2 * sizes.reduce(0, +))
    let blocks = (wanted + quantiser.symbolsPerBlock - 1) / quantiser.symbolsPerBlock
    var visits = [Int](repeating: 0, count: sizes.count)
    var decoderState = quantiser.makeDecoderState(blockCount: blocks)
    var samples: [Double] = []
    for _ in 0..<blocks * quantiser.symbolsPerBlock {
      let context = decoderState.context
      decoderState.advance(by: Int32(visits[context] % sizes[context]), appendingTo: &samples)
      visits[context] += 1
      for sample in samples { digest.absorb(sample.bitPattern) }
      samples.removeAll(keepingCapacity: true)
    }
    return digest.value
  }
}
