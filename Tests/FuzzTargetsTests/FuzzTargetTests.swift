import FuzzTargets
import RDCore
import Testing

@Suite("Decoders of untrusted bytes")
struct FuzzTargetTests {
  @Test("read their own files, and end on damaged ones", arguments: FuzzTarget.all.map(\.name))
  func seeds(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try target.seeds()
    #expect(!seeds.isEmpty)
    var stream = RandomStream(seed: SeedPath(root: 7)["damage", name])
    for seed in seeds {
      try target.decode(seed)
      for _ in 0..<20 {
        var damaged = seed
        damaged[stream.next(below: seed.count)] ^= UInt8(1 << stream.next(below: 8))
        try? target.decode(damaged)
        try? target.decode(Array(seed.prefix(stream.next(below: seed.count))))
      }
    }
  }
}
