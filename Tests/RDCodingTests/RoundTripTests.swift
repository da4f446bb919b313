import AllocationCounter
import RDCoding
import RDCore
import Testing

@Suite("Coders give back what they were given")
struct RoundTripTests {
  @Test("every coder on every alphabet", arguments: CoderUnderTest.allCases)
  func roundTrip(_ coder: CoderUnderTest) throws {
    for source in MessageSource.all {
      let tables = try CodingTables(
        probabilities: source.probabilities, precision: source.precision,
        // Low enough to halve counts where there are few symbols.
        totalLimit: max(1 << 12, 4 * source.probabilities.count))
      for length in [0, 1, 2, 3, 4, 5, 7, 1001, 20_000] {
        let seed = SeedPath(root: 7)["source", source.name]["length", length]
        let message = source.message(length: length, seed: seed)
        let stream = coder.encode(message, tables)
        #expect(coder.encodeBlock(message, tables) == stream)
        for single in Set([0, min(3, length), length / 2]).sorted() {
          let decoded = try coder.decode(stream, count: length, single: single, tables)
          #expect(decoded == message, "\(coder), \(source.name), \(length) symbols")
        }
        guard length > 0 else { continue }
        // Trailing bytes are noticed.
        #expect(throws: CodingError.self) {
          try coder.decode(stream + [0], count: length, single: 0, tables)
        }
      }
    }
  }

  @Test("symbols with a model each")
  func contexts() throws {
    let models = try [MessageSource.all[5], MessageSource.all[2], MessageSource.all[8]].map {
      try SymbolModel(probabilities: $0.probabilities, precision: $0.precision)
    }
    var random = RandomStream(seed: SeedPath(root: 7)["test", "contexts"])
    let contexts = (0..<5003).map { _ in Int32(random.next(below: models.count)) }
    let symbols = contexts.map { Int32(random.next(below: models[Int($0)].symbolCount)) }
    var rangeEncoder = RangeEncoder()
    var ransEncoder = RANSEncoder()
    for (symbol, context) in zip(symbols, contexts) {
      rangeEncoder.encode(Int(symbol), with: models[Int(context)])
      ransEncoder.encode(Int(symbol), with: models[Int(context)])
    }
    let ransStream = ransEncoder.finish()
    #expect(RANSEncoder.encode(symbols, contexts: contexts, models: models) == ransStream)
    var rangeDecoder = RangeDecoder(rangeEncoder.finish())
    var ransDecoder = try RANSDecoder(ransStream)
    for (symbol, context) in zip(symbols, contexts) {
      let fromRange = try rangeDecoder.decode(with: models[Int(context)])
      let fromRANS = try ransDecoder.decode(with: models[Int(context)])
      #expect(fromRange == Int(symbol) && fromRANS == Int(symbol))
    }
    try rangeDecoder.finish()
    try ransDecoder.finish()
  }

  @Test("a carry goes through all words that it must")
  func carry() throws {
    // The middle third, again and again, keeps the lower end just below a border of words.
    let model = try SymbolModel(frequencies: [0x7fff, 2, 0x7fff], precision: 16)
    for ending in [0, 2] {
      var encoder = RangeEncoder()
      let symbols = Array(repeating: 1, count: 200) + Array(repeating: ending, count: 40)
      for symbol in symbols { encoder.encode(symbol, with: model) }
      var decoder = RangeDecoder(encoder.finish())
      for symbol in symbols {
        let decoded = try decoder.decode(with: model)
        #expect(decoded == symbol)
      }
      try decoder.finish()
    }
  }

  @Test("an encoder that has finished begins again")
  func reuse() throws {
    let model = try SymbolModel(probabilities: [0.2, 0.8])
    var range = RangeEncoder()
    var rans = RANSEncoder()
    var huffman = HuffmanEncoder(try HuffmanCode(probabilities: [0.2, 0.3, 0.5]))
    let streams = (0..<2).map { _ in
      for symbol in [1, 0, 1, 1, 0, 1] {
        range.encode(symbol, with: model)
        rans.encode(symbol, with: model)
        huffman.encode(symbol)
      }
      return [range.finish(), rans.finish(), huffman.finish()]
    }
    #expect(streams[0] == streams[1])
  }

  @Test("decoding a block allocates nothing", .enabled(if: allocation_counting_works()))
  func allocations() throws {
    let source = MessageSource.all[8]
    let tables = try CodingTables(
      probabilities: source.probabilities, precision: source.precision)
    let message = source.message(length: 10_000, seed: SeedPath(root: 7)["test", "allocations"])
    var symbols = [Int32](repeating: 0, count: message.count)
    var range = RangeDecoder(CoderUnderTest.range.encode(message, tables))
    var rans = try RANSDecoder(CoderUnderTest.rans.encode(message, tables))
    var huffman = HuffmanDecoder(CoderUnderTest.huffman.encode(message, tables), with: tables.code)
    try symbols.withUnsafeMutableBufferPointer { symbols in
      let before = allocation_count()
      try range.decode(into: symbols, with: tables.model)
      try rans.decode(into: symbols, with: tables.model)
      try huffman.decode(into: symbols)
      #expect(allocation_count() == before)
    }
  }

  @Test("a decoder gives an array of as many symbols as are asked for, and no more than there are")
  func arrays() throws {
    let probabilities = [0.6, 0.29, 0.11]
    let model = try SymbolModel(probabilities: probabilities)
    let code = try HuffmanCode(probabilities: probabilities)
    let symbols = (0..<1003).map { Int32($0 * $0 % 7 % 3) }
    var encoder = RangeEncoder()
    encoder.encode(contentsOf: symbols, with: model)
    var range = RangeDecoder(encoder.finish())
    #expect(
      try range.decode(count: 1000, with: model) + range.decode(count: 3, with: model) == symbols)
    try range.finish()
    var states = try RANSDecoder(RANSEncoder.encode(symbols, with: model))
    #expect(try states.decode(count: 1003, with: model) == symbols)
    try states.finish()
    var huffman = HuffmanDecoder(HuffmanEncoder.encode(symbols, with: code), with: code)
    #expect(try huffman.decode(count: 1003) == symbols)
    #expect(throws: CodingError.self) { try huffman.decode(count: 9) }
  }
}
