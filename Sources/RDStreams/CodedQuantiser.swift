import RDCoding
import RDCore
import RDQuantisers
import RealModule

/// A quantiser of sequences with the decoder's tables: what a part of a stream is written with.
package struct CodedQuantiser: Sendable {
  package let quantiser: any SequenceQuantiser
  package let tables: CodeTables
  private let modelSet: SymbolModelSet

  /// The bits that a symbol takes under its model, shape `[contextCount][alphabet size]`.
  package let bits: [[Double]]

  /// The bits that a symbol is worth to the quantiser's designer, whose probabilities they are the logarithms of, shape as `bits`.
  let expectedBits: [[Double]]

  /// A quantiser with the tables of its decoder.
  ///
  /// - Parameters:
  ///   - rated: the quantiser.
  ///   - lengths: how its symbols become bits.
  ///   - sampleCount: samples of the sequence, which decide how fine the models are.
  ///   - method: its name, for errors.
  /// - Throws: ``StreamError`` for a quantiser that no stream holds or an alphabet that no model holds.
  package init(
    _ rated: RatedQuantiser, lengths: SymbolLengths, sampleCount: Int, method: String
  ) throws(StreamError) {
    quantiser = rated.quantiser
    tables = try CodeTables(
      of: rated, lengths: lengths, sampleCount: sampleCount, method: method)
    modelSet = SymbolModelSet(tables.models)
    bits = tables.models.map { model in
      model.frequencies.indices.map { model.idealCodeLength(of: $0).bits }
    }
    expectedBits = rated.symbolProbabilities.map { $0.map { -Double.log2($0) } }
  }

  /// The symbols of any number of samples; the last of them fills up the last block.
  package func symbols(of samples: [Double]) -> [Int32] {
    let excess = samples.count % quantiser.blockLength
    guard excess > 0, let last = samples.last else { return quantiser.symbols(of: samples) }
    let filling = [Double](repeating: last, count: quantiser.blockLength - excess)
    return quantiser.symbols(of: samples + filling)
  }

  /// Writes symbols, each with the model of its context, which some quantisers find for several blocks at a time.
  func encode(_ symbols: [Int32], to encoder: inout RangeEncoder) {
    let contexts = quantiser.contexts(of: symbols)
    symbols.withUnsafeBufferPointer { symbols in
      contexts.withUnsafeBufferPointer { encoder.encode(symbols, in: $0, with: modelSet) }
    }
  }

  /// Calls for each symbol with the context it stands in.
  func forEachContext(of symbols: [Int32], _ body: (Int32, Int) -> Void) {
    for (symbol, context) in zip(symbols, quantiser.contexts(of: symbols)) {
      body(symbol, Int(context))
    }
  }
}
