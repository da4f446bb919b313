internal import RDCoding
internal import RDQuantisation

/// Codes the symbols of a sequence piece by piece, each with the model of its context, and gives the samples they stand for.
protocol SymbolCoder {
  /// Writes the next symbols.
  mutating func encode(
    _ symbols: ArraySlice<Int32>, to encoder: inout RangeEncoder,
    appendingTo reconstruction: inout [Double])

  /// Reads the next symbols.
  ///
  /// - Throws: `CodingError` if the stream ends early.
  mutating func decode(
    symbolCount: Int, from decoder: inout RangeDecoder, appendingTo reconstruction: inout [Double]
  ) throws(CodingError)
}

/// The coder of a quantiser's symbols, which its walk gives the contexts of.
struct WalkCoder<Walk: SymbolWalk>: SymbolCoder {
  private var walk: Walk

  /// The model of the symbols in each context, shape `[contextCount]`.
  private let models: [SymbolModel]

  init(walk: Walk, models: [SymbolModel]) {
    self.walk = walk
    self.models = models
  }

  mutating func encode(
    _ symbols: ArraySlice<Int32>, to encoder: inout RangeEncoder,
    appendingTo reconstruction: inout [Double]
  ) {
    for symbol in symbols {
      encoder.encode(Int(symbol), with: models[walk.context])
      walk.advance(by: symbol, appendingTo: &reconstruction)
    }
  }

  mutating func decode(
    symbolCount: Int, from decoder: inout RangeDecoder, appendingTo reconstruction: inout [Double]
  ) throws(CodingError) {
    for _ in 0..<symbolCount {
      let symbol = Int32(try decoder.decode(with: models[walk.context]))
      walk.advance(by: symbol, appendingTo: &reconstruction)
    }
  }
}
