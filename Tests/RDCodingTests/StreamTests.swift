import RDCoding
import RDCore
import Testing

/// Streams and code lengths against exact arithmetic by other code.
@Suite("Coders against exact arithmetic")
struct StreamTests {
  @Test("frequencies lose least")
  func frequencies() throws {
    for row in try StreamCase.all() {
      let model = try SymbolModel(probabilities: row.probabilities, precision: row.precision)
      #expect(model.frequencies == row.frequencies, "\(row.name)")
    }
  }

  @Test("streams are these bytes")
  func streams() throws {
    for row in try StreamCase.all() {
      let tables = try CodingTables(probabilities: row.probabilities, precision: row.precision)
      let expected: [(CoderUnderTest, [UInt8])] = [
        (.range, row.rangeStream), (.rans, row.ransStream), (.huffman, row.huffmanStream),
      ]
      for (coder, stream) in expected {
        if coder == .huffman && tables.code.lengths != row.huffmanLengths { continue }
        #expect(coder.encode(row.symbols, tables) == stream, "\(row.name), \(coder)")
        #expect(coder.encodeBlock(row.symbols, tables) == stream, "\(row.name), \(coder)")
        for single in [0, 1, row.symbols.count] {
          let decoded = try coder.decode(
            stream, count: row.symbols.count, single: single, tables)
          #expect(decoded == row.symbols, "\(row.name), \(coder)")
        }
      }
    }
  }

  @Test("Huffman's mean length is the least")
  func huffman() throws {
    var equalTables = 0
    for row in try StreamCase.all() {
      let code = try HuffmanCode(probabilities: row.probabilities)
      let length = code.meanLength(under: row.probabilities).bits
      // Rounding of a sum of up to 90 terms.
      #expect(abs(length - row.huffmanMeanLength) <= 1e-14 * row.huffmanMeanLength, "\(row.name)")
      equalTables += code.lengths == row.huffmanLengths ? 1 : 0
    }
    // Among codes of equal mean length ours has the shortest longest codeword, Huffman's own may not.
    #expect(equalTables >= 7)
  }

  @Test("adaptive code lengths", arguments: AdaptiveModel.Estimator.allCases)
  func adaptive(_ estimator: AdaptiveModel.Estimator) throws {
    for row in try StreamCase.all() {
      let expected = try #require(row.adaptiveBits[estimator])
      var counts = Array(repeating: 0, count: row.probabilities.count)
      for symbol in row.symbols { counts[Int(symbol)] += 1 }
      let length = estimator.idealCodeLength(ofCounts: counts).bits
      // The logarithms of gamma functions that cancel are below 3000, and right to about an ulp.
      #expect(abs(length - expected) <= 1e-11, "\(row.name)")
      // The real stream: rounding of the range, and at most 4 bytes to end it.
      let tables = try CodingTables(probabilities: row.probabilities, precision: row.precision)
      let coder: CoderUnderTest =
        estimator == .laplace ? .adaptiveLaplace : .adaptiveKrichevskyTrofimov
      let stream = coder.encode(row.symbols, tables)
      #expect(Double(8 * stream.count) <= expected + 33, "\(row.name)")
    }
  }
}
