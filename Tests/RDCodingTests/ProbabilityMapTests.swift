import RDCoding
import Testing

@Suite("Maps of probabilities")
struct ProbabilityMapTests {
  private static let one = Double(1 << binaryPrecision)

  @Test("leave probabilities as they are at first, and learn those of a context alone")
  func learning() {
    let map = ProbabilityMap(contextCount: 2)
    // A logit of 0.7 is a probability of 0.668.
    let logit = 179
    #expect(abs(Double(map.refine(logit: logit, context: 0)) / Self.one - 0.668) < 0.005)
    // One bit in four is a one.
    for index in 0..<2000 {
      _ = map.refine(logit: logit, context: 0)
      map.learn(index % 4 == 0 ? 1 : 0)
    }
    // The nearer bin has learnt it, the other, which counts for two fifths here, has not.
    let refined = Double(map.refine(logit: 128, context: 0)) / Self.one
    #expect(abs(refined - 0.25) < 0.02)
    #expect(abs(Double(map.refine(logit: logit, context: 1)) / Self.one - 0.668) < 0.005)
  }

  @Test("never give certainty away from the ends, and take logits beyond them")
  func ends() {
    let map = ProbabilityMap(contextCount: 1)
    for bit in [0, 1] {
      for _ in 0..<5000 {
        #expect(map.refine(logit: bit == 1 ? 4000 : -4000, context: 0) <= UInt32(Self.one))
        map.learn(bit)
      }
    }
    #expect(Double(map.refine(logit: 4000, context: 0)) > 0.999 * Self.one)
    #expect(Double(map.refine(logit: -4000, context: 0)) < 0.001 * Self.one)
  }
}
