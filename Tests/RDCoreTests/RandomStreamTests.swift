import RDCore
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  // The reference program of Blackman and Vigna, run from the state 1, 2, 3, 4.
  @Test("xoshiro256** gives the numbers of its authors' program")
  func reference() throws {
    var stream = try #require(RandomStream(state: (1, 2, 3, 4)))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
    ]
    for value in expected { #expect(stream.next() == value) }
  }

  @Test("the state that no stream reaches is refused")
  func zeroState() {
    #expect(RandomStream(state: (0, 0, 0, 0)) == nil)
  }

  @Test("a stored state continues with the same numbers")
  func resume() throws {
    var stream = RandomStream(seed: SeedPath(root: 2026)["test", "resume"])
    for _ in 0..<7 { _ = stream.next() }
    var other = try #require(RandomStream(state: stream.state))
    for _ in 0..<100 { #expect(stream.next() == other.next()) }
  }

  @Test("different axes, names, numbers and roots give different seeds")
  func seeds() {
    let root = SeedPath(root: 1)
    let paths = [
      root, SeedPath(root: 2), root["a", 1], root["a", 2], root["b", 1], root["a", "1"]["b", 1],
      root["b", 1]["a", "1"], root["ab", "c"], root["a", "bc"], root["", "abc"], root["abc", ""],
    ]
    #expect(Set(paths.map(\.value)).count == paths.count)
  }

  // Computed by an independent implementation; a change of it moves every published number.
  @Test("seeds stay what they were")
  func pinnedSeed() {
    let seed = SeedPath(root: 0x5eed_2026)["repetition", 1]["vectors", "training"]
    #expect(seed.value == 0x6863_a220_d38f_48cf)
  }

  // Each count is binomial with n = 1e6, p = 1/7: six standard deviations (350) miss by chance with probability 2e-9.
  @Test("integers below a bound come evenly")
  func even() {
    var stream = RandomStream(seed: SeedPath(root: 7)["test", "even"])
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<1_000_000 { counts[stream.next(below: 7)] += 1 }
    for count in counts { #expect(abs(count - 142_857) < 2100) }
  }

  // The mean of 1e6 uniform numbers deviates by 2.9e-4; six of these miss by chance with probability 2e-9.
  @Test("uniform numbers lie inside of (0, 1) and have its mean")
  func uniform() {
    var stream = RandomStream(seed: SeedPath(root: 7)["test", "uniform"])
    var sum = 0.0
    var isInside = true
    for _ in 0..<1_000_000 {
      let u = stream.nextUniform()
      isInside = isInside && 0 < u && u < 1
      sum += u
    }
    #expect(isInside)
    #expect(abs(sum / 1_000_000 - 0.5) < 1.74e-3)
  }

  // Each of 24 orders is binomial with n = 240,000, p = 1/24: six standard deviations are 588.
  @Test("a shuffle gives each order equally often")
  func shuffle() {
    var stream = RandomStream(seed: SeedPath(root: 7)["test", "shuffle"])
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<240_000 {
      var order: [Int32] = [0, 1, 2, 3]
      order.withUnsafeMutableBufferPointer { stream.shuffle($0) }
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    for count in counts.values { #expect(abs(count - 10_000) < 588) }
  }
}
