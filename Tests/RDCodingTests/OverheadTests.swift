import RDCoding
import RDCore
import Testing

@Suite("Coders against the ideal length of their model")
struct OverheadTests {
  /// The ends of the streams take at most 4 bytes in a range coder and about 24 in rANS: far less than 0.01 % of the 470 kB of a
  /// million symbols, but 0.3 % and 1.7 % of the 1.4 kB of a million almost certain ones, of which a byte alone is 0.07 %.
  @Test("a million symbols", arguments: ["normal, 16", "normal, 256", "rare last"])
  func overhead(_ name: String) throws {
    let source = try #require(MessageSource.all.first { $0.name == name })
    let message = source.message(length: 1_000_000, seed: SeedPath(root: 7)["test", "overhead"])
    let tables = try CodingTables(
      probabilities: source.probabilities, precision: source.precision)
    let ideal = tables.model.idealCodeLength(ofSymbols: message).bits
    let range = 8 * Double(CoderUnderTest.range.encodeBlock(message, tables).count)
    let rans = 8 * Double(CoderUnderTest.rans.encodeBlock(message, tables).count)
    // 4 bytes and less than one for the rounding of the range; the 32 bytes of the states.
    #expect(range - ideal < 5 * 8)
    #expect(rans - ideal < 32 * 8)
    guard ideal > 1e6 else { return }
    #expect(range - ideal < 1e-4 * ideal)
    #expect(rans - ideal < 1e-4 * ideal)
  }
}
