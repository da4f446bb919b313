import RDCoding
import Testing

@Suite("Range coder")
struct RangeCoderTests {
  @Test("gives the symbols back, whatever the model's last symbol is")
  func roundTrip() throws {
    let model = try SymbolModel(probabilities: [0.1, 0.2, 0.3, 0.4])
    var encoder = RangeEncoder()
    let symbols: [Int32] = (0..<1000).map { Int32(($0 * $0) % 7 % 4) }
    for symbol in symbols { encoder.encode(Int(symbol), with: model) }
    let stream = encoder.finish()
    var decoder = RangeDecoder(stream)
    for symbol in symbols {
      let decoded = try decoder.decode(with: model)
      #expect(decoded == Int(symbol))
    }
    try decoder.finish()
  }
}
