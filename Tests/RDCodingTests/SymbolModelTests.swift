import RDCoding
import RDCore
import RDScalarQuantisation
import RDSources
import RealModule
import ReferenceTables
import Testing

@Suite("Models of integers")
struct SymbolModelTests {
  @Test("every symbol has its quantiles, side by side", arguments: MessageSource.all.map(\.name))
  func intervals(_ name: String) throws {
    let source = try #require(MessageSource.all.first { $0.name == name })
    let model = try SymbolModel(probabilities: source.probabilities, precision: source.precision)
    var start: UInt32 = 0
    for symbol in 0..<model.symbolCount {
      let interval = model.interval(of: symbol)
      #expect(interval.start == start && interval.frequency > 0)
      for quantile in [start, start + interval.frequency / 2, start + interval.frequency - 1] {
        let (found, foundInterval) = model.symbol(at: quantile)
        #expect(found == symbol && foundInterval == interval)
      }
      start += interval.frequency
    }
    #expect(start == 1 << UInt32(source.precision))
  }

  @Test("no other frequencies lose less")
  func optimal() throws {
    // All ways to share 2^4 among four symbols.
    var random = RandomStream(seed: SeedPath(root: 7)["test", "optimal"])
    for _ in 0..<200 {
      // Squares, so that rare symbols come often.
      let weights = (0..<4).map { _ in Double.pow(random.nextUniform(), 4) }
      let sum = weights.reduce(0, +)
      let probabilities = weights.map { $0 / sum }
      let model = try SymbolModel(probabilities: probabilities, precision: 4)
      let least = model.crossEntropy(under: probabilities).bits
      for a in 1...13 {
        for b in 1...(14 - a) {
          for c in 1...(15 - a - b) {
            let other = try SymbolModel(
              frequencies: [a, b, c, 16 - a - b - c].map { UInt32($0) }, precision: 4)
            // Rounding of a sum of four terms of at most 4.
            #expect(other.crossEntropy(under: probabilities).bits >= least - 1e-14)
          }
        }
      }
    }
  }

  @Test("Lloyd–Max indices: entropy, Huffman, adaptive and rounding cost as in the table")
  func lloydMaxIndices() throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let rows = try referenceTables.rows("entropy-coding-lloyd-max")
    #expect(rows.count == 2)
    for row in rows {
      let levelCount = Int(try row.number("L"))
      let quantiser = try LloydMax(levelCount: levelCount).design(for: source).product
      let probabilities = quantiser.indexProbabilities(under: source)
      let code = try HuffmanCode(probabilities: probabilities)
      // The design is good for 13 digits.
      let meanLength = try row.number("huffman_avg_length")
      #expect(isClose(code.meanLength(under: probabilities).bits, meanLength, relative: 1e-13))
      // Equal probabilities may differ in their last digit, and their lengths change places; sorted they are these.
      let lengths = (row["code_lengths"] ?? "").split(separator: " ").compactMap { UInt8($0) }
      #expect(code.lengths.sorted() == lengths.sorted())
      let counts = (row["counts_largest_remainder_1e6"] ?? "").split(separator: " ")
        .compactMap { Int($0) }
      #expect(counts.reduce(0, +) == 1_000_000)
      let codeOfCounts = try HuffmanCode(counts: counts)
      #expect(codeOfCounts.lengths == lengths)
      // A sum of 17 logarithms of gamma functions, each to about an ulp of 1.3e7.
      for (estimator, key) in [
        (AdaptiveModel.Estimator.krichevskyTrofimov, "adaptive_KT_bits(alpha=1/2)"),
        (.laplace, "adaptive_Laplace_bits(alpha=1)"),
      ] {
        let expected = try row.number(key)
        #expect(
          isClose(estimator.idealCodeLength(ofCounts: counts).bits, expected, relative: 1e-14))
      }
      for (precision, key) in [
        (12, "12bit_freq_KL_penalty_bits_per_symbol"), (16, "16bit_freq_KL_penalty"),
      ] {
        let model = try SymbolModel(probabilities: probabilities, precision: precision)
        let cost = model.redundancy(under: probabilities).bits
        let excess =
          model.crossEntropy(under: probabilities) - quantiser.indexEntropy(under: source)
        // The table's frequencies come from another rounding, which cannot lose less; both digits and design allow 1e-4.
        let printed = try row.number(key)
        #expect(cost > 0 && cost <= printed * (1 + 1e-4))
        // Two ways to the same, the second of which cancels at 4 bits.
        #expect(abs(cost - excess.bits) < 4e-15)
      }
    }
  }

  @Test("the length of a message is the sum over its symbols")
  func codeLengths() throws {
    let model = try SymbolModel(frequencies: [1, 3, 4, 8], precision: 4)
    #expect(model.idealCodeLength(of: 0).bits == 4)
    #expect(model.idealCodeLength(of: 2).bits == 2)
    #expect(isClose(model.idealCodeLength(of: 1).bits, 4 - Double.log2(3), relative: 1e-15))
    let length = model.idealCodeLength(ofSymbols: [0, 2, 3, 3, 2, 1])
    #expect(isClose(length.bits, 4 + 2 + 1 + 1 + 2 + 4 - Double.log2(3), relative: 1e-15))
    #expect(
      isClose(model.entropy.bits, 0.25 + 0.1875 * (4 - Double.log2(3)) + 0.5 + 0.5, relative: 1e-15)
    )
    #expect(model.idealCodeLength(ofSymbols: []) == .zero)
  }

  @Test("counts and even shares")
  func otherMakings() throws {
    let fromCounts = try SymbolModel(counts: [3, 0, 5], precision: 5)
    let fromProbabilities = try SymbolModel(probabilities: [0.375, 0, 0.625], precision: 5)
    #expect(fromCounts == fromProbabilities)
    let three = try SymbolModel(uniformOver: 3, precision: 4)
    #expect(three.frequencies == [6, 5, 5])
    let eight = try SymbolModel(uniformOver: 8)
    #expect(eight.frequencies == Array(repeating: 8192, count: 8))
  }

  @Test("a stored model comes back", arguments: MessageSource.all.map(\.name))
  func storing(_ name: String) throws {
    let source = try #require(MessageSource.all.first { $0.name == name })
    let model = try SymbolModel(probabilities: source.probabilities, precision: source.precision)
    let code = try HuffmanCode(probabilities: source.probabilities)
    var writer = BitWriter()
    writer.write(5, bitCount: 3)
    model.write(to: &writer)
    code.write(to: &writer)
    var reader = BitReader(writer.finish())
    let prefix = try reader.read(bitCount: 3)
    #expect(prefix == 5)
    let readModel = try SymbolModel(from: &reader)
    #expect(readModel == model)
    let readCode = try HuffmanCode(from: &reader)
    #expect(readCode == code)
    try reader.finish()
  }

  @Test("stored tables are these bytes")
  func storedBytes() throws {
    var writer = BitWriter()
    // 4 bits: 00100 | 3 more symbols: 00100 | order 0: 00000 | 0: 1 | 2: 011 | 3: 00100
    try SymbolModel(frequencies: [1, 3, 4, 8], precision: 4).write(to: &writer)
    #expect(writer.finish() == [0b0010_0001, 0b0000_0001, 0b0110_0100])
    try HuffmanCode(lengths: [3, 3, 2, 1]).write(to: &writer)
    // 3 more symbols: 00100 | +3: 6: 00111 | 0: 1 | -1: 1: 010 | -1: 010
    #expect(writer.finish() == [0b0010_0001, 0b1110_1001, 0b0000_0000])
  }

  @Test("what is no model is refused")
  func errors() {
    typealias Model = SymbolModel
    #expect(throws: CodingError.invalidPrecision(0)) { try Model(probabilities: [1], precision: 0) }
    #expect(throws: CodingError.invalidPrecision(25)) { try Model(counts: [1], precision: 25) }
    #expect(throws: CodingError.invalidSymbolCount(0, limit: 65_536)) {
      try Model(probabilities: [])
    }
    #expect(throws: CodingError.invalidSymbolCount(0, limit: 65_536)) { try Model(counts: []) }
    #expect(throws: CodingError.invalidSymbolCount(5, limit: 4)) {
      try Model(uniformOver: 5, precision: 2)
    }
    #expect(throws: CodingError.invalidSymbolCount(65_537, limit: 65_536)) {
      try Model(uniformOver: 65_537, precision: 24)
    }
    #expect(throws: CodingError.invalidProbability(index: 1, value: -0.1)) {
      try Model(probabilities: [1.1, -0.1])
    }
    #expect(throws: CodingError.invalidProbability(index: 0, value: .infinity)) {
      try Model(probabilities: [.infinity, 1])
    }
    #expect(throws: CodingError.self) { try Model(probabilities: [.nan, 1]) }
    #expect(throws: CodingError.invalidProbability(index: 2, value: -3)) {
      try Model(counts: [7, 1, -3])
    }
    #expect(throws: CodingError.invalidSum(0)) { try Model(counts: [0, 0]) }
    #expect(throws: CodingError.invalidSum(0.75)) { try Model(probabilities: [0.5, 0.25]) }
    #expect(throws: CodingError.self) { try Model(frequencies: [0, 4], precision: 2) }
    #expect(throws: CodingError.self) { try Model(frequencies: [2, 1], precision: 2) }
    #expect(throws: CodingError.self) { try Model(frequencies: [.max, 5], precision: 2) }
    #expect(throws: CodingError.invalidLengthLimit(2, symbolCount: 5)) {
      try HuffmanCode(counts: [1, 1, 1, 1, 1], lengthLimit: 2)
    }
    #expect(throws: CodingError.invalidLengthLimit(33, symbolCount: 1)) {
      try HuffmanCode(probabilities: [1], lengthLimit: 33)
    }
    #expect(throws: CodingError.invalidProbability(index: 1, value: -1)) {
      try HuffmanCode(counts: [2, -1])
    }
    #expect(throws: CodingError.invalidSymbolCount(0, limit: 65_536)) {
      try HuffmanCode(counts: [])
    }
    #expect(throws: CodingError.invalidSum(0.5)) { try HuffmanCode(probabilities: [0.25, 0.25]) }
    for lengths: [UInt8] in [[], [1], [1, 2], [1, 1, 1], [33, 1, 1], [0, 1]] {
      #expect(throws: CodingError.self) { try HuffmanCode(lengths: lengths) }
    }
    #expect(throws: CodingError.invalidSymbolCount(0, limit: 65_536)) {
      try AdaptiveModel(symbolCount: 0)
    }
  }

  @Test("an error says what is wrong, and streams are bad data")
  func messages() {
    let wrongUse: [CodingError] = [
      .invalidPrecision(30), .invalidSymbolCount(0, limit: 4),
      .invalidProbability(index: 1, value: -1), .invalidSum(2),
      .invalidLengthLimit(1, symbolCount: 3),
    ]
    let badData: [CodingError] = [
      .endOfStream(byteCount: 3), .notAtEnd(byteCount: 3), .damagedStart(reason: "it is short"),
      .damagedTable(reason: "it is short"),
    ]
    #expect(wrongUse.allSatisfy { $0.failureClass == .wrongUse })
    #expect(badData.allSatisfy { $0.failureClass == .badData })
    #expect((wrongUse + badData).allSatisfy { $0.description.hasSuffix(".") })
  }
}
