import RDCore
import RDQuantisation
import RDStreams
import Testing

@Suite("Streams that nobody encoded")
struct HostileStreamTests {
  private static let methods = [
    "uniform-optimal", "tcq-4", "ectcq-8", "lbg:dimension=3", "ecvq", "a2", "d4", "e8", "leech",
    "companding", "ecsq", "uniform-threshold", "polar",
  ]

  @Test("every method's decoder takes any payload and any sizes", arguments: methods)
  func fuzz(_ name: String) throws {
    let method = try QuantiserCatalogue.method(named: Descriptor(parsing: name).name)
    let rated = try method.ratedQuantiser(
      for: SampleCodecTests.source, rate: .bits(1), seed: SeedPath(root: 1))
    let codec = try EntropyCodedSequence(rated, lengths: SymbolLengths(designedInto: rated))
    let good = codec.encode(SampleCodecTests.samples(97)).bytes
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["hostile", name])
    for trial in 0..<400 {
      var bytes = Array(good.prefix(12))
      var payload = (0..<stream.next(below: 60)).map { _ in UInt8(truncatingIfNeeded: stream.next())
      }
      if trial % 4 == 0 { payload = payload.map { _ in trial % 8 == 0 ? 0 : 0xff } }
      // Sizes of every magnitude, those of 2^63 among them.
      let samples = stream.next() >> UInt64(trial % 64)
      append(trial % 3 == 0 ? UInt64(stream.next(below: 400)) : samples, to: &bytes)
      append(trial % 5 == 0 ? samples : UInt64(payload.count), to: &bytes)
      if let decoded = try? codec.decode(bytes + payload) {
        let isFinite = decoded.allSatisfy { $0.isFinite }
        #expect(isFinite)
      }
    }
  }

  private func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
