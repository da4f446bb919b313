import RDCoding
import RDCore
import Testing

@Suite("Bits with mixed contexts")
struct MixedBitModelTests {
  /// A bit with what is known before it.
  private struct Step {
    let contexts: [UInt64]
    let decision: Int
    let group: Int
    let weightSet: Int
    let bit: Int
  }

  /// Bits of which the second context tells most, the first something and the third nothing.
  private static func steps(_ count: Int, seed: Int) -> [Step] {
    var stream = RandomStream(seed: SeedPath(root: 2026)["bits", seed])
    return (0..<count).map { _ in
      let telling = stream.next(below: 37)
      let decision = stream.next(below: 3)
      let probability = (telling + decision) % 2 == 0 ? 0.03 : 0.97
      return Step(
        contexts: [UInt64(telling / 2), UInt64(telling), UInt64(stream.next(below: 1_000_000))],
        decision: 7 * decision, group: 63 * decision, weightSet: decision % 2,
        bit: stream.nextUniform() < probability ? 1 : 0)
    }
  }

  private static func prepare(_ model: inout MixedBitModel, _ step: Step) {
    model.contexts = step.contexts
    model.prepare(decision: step.decision, group: step.group, weightSet: step.weightSet)
  }

  private static let blank = MixedBitModel(contextCount: 3, weightSetCount: 2, slotBits: 10)

  @Test("come back, and the model of the decoder ends as the encoder's")
  func roundTrip() throws {
    let steps = Self.steps(20_000, seed: 1)
    var encoder = RangeEncoder()
    var model = Self.blank
    for step in steps {
      Self.prepare(&model, step)
      encoder.encode(step.bit, updating: &model)
    }
    let bytes = encoder.finish()
    var decoder = RangeDecoder(bytes)
    var other = Self.blank
    for step in steps {
      Self.prepare(&other, step)
      let bit = try decoder.decode(updating: &other)
      #expect(bit == step.bit)
    }
    try decoder.finish()
    #expect(other == model)
    #expect(other.fingerprint == model.fingerprint)
    // Bits of probability 0.03 or 0.97 have 0.194 bits of entropy. The mixture may lose a fifth of a bit to the noise of the third context and to
    // learning; without the second context it would need more than 0.9.
    #expect(Double(8 * bytes.count) / Double(steps.count) < 0.40)
  }

  @Test("follow from integers: what is learned is pinned")
  func pinned() {
    var model = Self.blank
    for step in Self.steps(5_000, seed: 2) {
      Self.prepare(&model, step)
      model.update(with: step.bit)
    }
    // Changing it changes every stream that was coded with such a model.
    #expect(model.fingerprint == 5_457_445_489_576_155_410)
  }

  @Test("have intervals that share out all quantiles", arguments: [0, 1, 7, 300])
  func intervals(learned: Int) {
    var model = Self.blank
    for _ in 0..<learned {
      model.prepare(decision: 5, group: 1, weightSet: 0)
      model.update(with: 1)
    }
    model.prepare(decision: 5, group: 1, weightSet: 0)
    let (zero, one) = (model.interval(of: 0), model.interval(of: 1))
    #expect(zero.start == 0 && zero.frequency == one.start && zero.frequency > 0)
    #expect(one.start + one.frequency == model.totalFrequency && one.frequency > 0)
    #expect(model.symbol(at: 0).symbol == 0)
    #expect(model.symbol(at: one.start - 1).symbol == 0)
    #expect(model.symbol(at: one.start).symbol == 1)
    #expect(model.symbol(at: model.totalFrequency - 1).symbol == 1)
    #expect(learned == 0 ? one.frequency == 1 << 15 : one.frequency > 1 << 15)
  }
}
