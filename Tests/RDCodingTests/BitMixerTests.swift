import RDCoding
import Testing

/// Binary decisions by mixed contexts, through a range coder.
@Suite("Mixed binary decisions")
struct BitMixerTests {
  /// Codes bits of which each is likely to be that two before it.
  private static func code<Channel: BinaryChannel>(
    _ bits: [Int], in channel: inout Channel
  ) -> [Int] {
    let mixer = BitMixer(contextCounts: [1, 2, 4], nodeCount: 2, selectors: [2, 1])
    var (last, beforeLast) = (0, 0)
    return bits.map { bit in
      mixer.select(1, context: last)
      mixer.select(2, context: last << 1 | beforeLast)
      mixer.choose(0, set: 1)
      let found = mixer.code(bit, node: 1, in: &channel)
      (beforeLast, last) = (last, found)
      return found
    }
  }

  private static let bits: [Int] = {
    var stream = RandomStream(seed: SeedPath(root: 11)["mixer", 0])
    var bits = [0, 1]
    while bits.count < 20_000 {
      bits.append(stream.nextUniform() < 0.02 ? 1 - bits[bits.count - 2] : bits[bits.count - 2])
    }
    return bits
  }()

  @Test("come back, in hardly more than their entropy")
  func roundTrip() throws {
    var encoder = EncodingBinaryChannel()
    _ = Self.code(Self.bits, in: &encoder)
    let bytes = encoder.finish()
    var decoder = DecodingBinaryChannel(bytes)
    let decoded = Self.code([Int](repeating: 0, count: Self.bits.count), in: &decoder)
    #expect(decoded == Self.bits)
    try decoder.finish()
    // 0.1414 bits for a probability of 0.02, and 5 % for what is learned and what the sample varies by.
    #expect(Double(8 * bytes.count) < 0.1414 * 1.06 * Double(Self.bits.count))
    var measure = MeasuringBinaryChannel()
    _ = Self.code(Self.bits, in: &measure)
    #expect(abs(measure.bitCount - Double(8 * bytes.count)) < 40)
  }

  @Test("a certain bit costs next to nothing")
  func certain() {
    var measure = MeasuringBinaryChannel()
    _ = Self.code([Int](repeating: 0, count: 1_000_000), in: &measure)
    #expect(measure.bitCount < 40)
  }

  @Test("bits that are not there are zeros, and the end is noticed")
  func exhausted() {
    var decoder = DecodingBinaryChannel([])
    #expect(decoder.code(bits: 0, count: 64) == .max)
    _ = decoder.code(bits: 0, count: 64)
    #expect(decoder.isExhausted)
    #expect(throws: CodingError.self) { try decoder.finish() }
  }
}
