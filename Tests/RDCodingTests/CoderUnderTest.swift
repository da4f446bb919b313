import RDCoding

/// The coders by one face: a message with its models in, a stream out, and back.
enum CoderUnderTest: String, CaseIterable, Sendable {
  case range
  case rans
  case huffman
  case adaptiveKrichevskyTrofimov
  case adaptiveLaplace

  /// Codes symbols one by one.
  func encode(_ symbols: [Int32], _ tables: CodingTables) -> [UInt8] {
    switch self {
    case .range:
      var encoder = RangeEncoder()
      for symbol in symbols { encoder.encode(Int(symbol), with: tables.model) }
      return encoder.finish()
    case .rans:
      var encoder = RANSEncoder()
      for symbol in symbols { encoder.encode(Int(symbol), with: tables.model) }
      return encoder.finish()
    case .huffman:
      var encoder = HuffmanEncoder(tables.code)
      for symbol in symbols { encoder.encode(Int(symbol)) }
      return encoder.finish()
    case .adaptiveKrichevskyTrofimov, .adaptiveLaplace:
      var encoder = RangeEncoder()
      var model = tables.adaptive(self)
      for symbol in symbols { encoder.encode(Int(symbol), updating: &model) }
      return encoder.finish()
    }
  }

  /// Codes symbols by a block function.
  func encodeBlock(_ symbols: [Int32], _ tables: CodingTables) -> [UInt8] {
    switch self {
    case .rans: return RANSEncoder.encode(symbols, with: tables.model)
    case .huffman: return HuffmanEncoder.encode(symbols, with: tables.code)
    case .range:
      var encoder = RangeEncoder()
      encoder.encode(contentsOf: symbols, with: tables.model)
      return encoder.finish()
    case .adaptiveKrichevskyTrofimov, .adaptiveLaplace:
      var encoder = RangeEncoder()
      var model = tables.adaptive(self)
      encoder.encode(contentsOf: symbols, updating: &model)
      return encoder.finish()
    }
  }

  /// Decodes symbols, the first `single` of them one by one and the rest as a block, and checks the end.
  func decode(
    _ stream: [UInt8], count: Int, single: Int, _ tables: CodingTables
  ) throws(CodingError) -> [Int32] {
    var symbols = [Int32](repeating: -1, count: count)
    try symbols.withUnsafeMutableBufferPointer { (symbols) throws(CodingError) in
      let rest = UnsafeMutableBufferPointer(rebasing: symbols[single...])
      switch self {
      case .range:
        var decoder = RangeDecoder(stream)
        for position in 0..<single {
          symbols[position] = Int32(try decoder.decode(with: tables.model))
        }
        try decoder.decode(into: rest, with: tables.model)
        try decoder.finish()
      case .rans:
        var decoder = try RANSDecoder(stream)
        for position in 0..<single {
          symbols[position] = Int32(try decoder.decode(with: tables.model))
        }
        try decoder.decode(into: rest, with: tables.model)
        try decoder.finish()
      case .huffman:
        var decoder = HuffmanDecoder(stream, with: tables.code)
        for position in 0..<single { symbols[position] = Int32(try decoder.decode()) }
        try decoder.decode(into: rest)
        try decoder.finish()
      case .adaptiveKrichevskyTrofimov, .adaptiveLaplace:
        var decoder = RangeDecoder(stream)
        var model = tables.adaptive(self)
        for position in 0..<single {
          symbols[position] = Int32(try decoder.decode(updating: &model))
        }
        try decoder.decode(into: rest, updating: &model)
        try decoder.finish()
      }
    }
    return symbols
  }
}

/// What the coders under test code one alphabet with.
struct CodingTables: Sendable {
  let model: SymbolModel
  let code: HuffmanCode
  let krichevskyTrofimov: AdaptiveModel
  let laplace: AdaptiveModel

  init(probabilities: [Double], precision: Int, totalLimit: Int = 1 << 24) throws {
    model = try SymbolModel(probabilities: probabilities, precision: precision)
    code = try HuffmanCode(probabilities: probabilities)
    krichevskyTrofimov = try AdaptiveModel(
      symbolCount: probabilities.count, estimator: .krichevskyTrofimov, totalLimit: totalLimit)
    laplace = try AdaptiveModel(
      symbolCount: probabilities.count, estimator: .laplace, totalLimit: totalLimit)
  }

  func adaptive(_ coder: CoderUnderTest) -> AdaptiveModel {
    coder == .adaptiveLaplace ? laplace : krichevskyTrofimov
  }
}
