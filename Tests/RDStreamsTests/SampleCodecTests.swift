import RDCore
import RDQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RDStreams
import Testing

@Suite("Codecs of sequences")
struct SampleCodecTests {
  static let source = Gaussian(mean: -0.71, standardDeviation: 2.385)

  package static func samples(_ count: Int, seed: UInt64 = 7) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: seed)["samples", count])
    return (0..<count).map { _ in source.sample(using: &stream) }
  }

  static func pairs() throws -> EntropyCodedSequence {
    try EntropyCodedSequence(PairQuantiser.rated, lengths: .ideal)
  }

  static func transform() throws -> TransformCodedSequence {
    let method = try QuantiserCatalogue.method(named: "lloyd-max")
    return try TransformCodedSequence(
      of: FirstOrderProcess(correlation: 0.83, standardDeviation: 2.385), blockLength: 7,
      rate: .bits(1.7), menu: RateMenu(method), lengths: .ideal
    ) {
      try method.ratedQuantiser(for: Gaussian(), rate: $0, seed: SeedPath(root: 1))
    }
  }

  static func scalar(_ lengths: SymbolLengths) throws -> EntropyCodedSequence {
    let rated = try QuantiserCatalogue.method(named: "lloyd-max")
      .ratedQuantiser(for: source, rate: .bits(2.8), seed: SeedPath(root: 1))
    return try EntropyCodedSequence(rated, lengths: lengths)
  }

  static func polar() throws -> EntropyCodedSequence {
    let method = try QuantiserCatalogue.methods(Descriptor(parsing: "polar:length=2048,list=2"))[0]
    return try EntropyCodedSequence(
      method.ratedQuantiser(for: source, rate: .bits(1.7), seed: SeedPath(root: 1)),
      lengths: .ideal)
  }

  static func all() throws -> [any SampleCodec] {
    [try scalar(.equal), try scalar(.ideal), try pairs(), try transform(), try polar()]
  }

  @Test(
    "what is decoded is what the decoder state gives, for whole blocks and for the shortest sequences",
    arguments: [0, 1, 2, 3, 7, 13, 1000])
  func inverse(_ count: Int) throws {
    for codec in try Self.all() {
      let samples = Self.samples(count)
      let sequence = codec.quantise(samples)
      let decoded = try codec.decode(codec.encode(samples).bytes)
      #expect(decoded.count == count)
      let expected = codec.reconstruction(of: sequence)
      #expect(decoded == expected)
      let checked = try codec.encodeAndCheck(sequence, against: expected)
      #expect(checked == codec.encode(samples))
    }
  }

  @Test("the bytes of a stream: changing them breaks every stream there is")
  func pinned() throws {
    let codec = try Self.pairs()
    let samples = [0.3, -2.1, 1.7, 0.4, -1.2, -0.2, 0.1, 0.9, 0.0, 0.0, 2.2]
    let encoded = codec.encode(samples)
    #expect(encoded.headerByteCount == 14)
    #expect(encoded.bytes == Self.pinnedBytes)
    let empty = codec.encode([])
    #expect(empty.bytes == Self.pinnedBytes[..<12] + [0, 0])
  }

  /// Name, version, digest of the tables, 11 samples, 2 bytes; payload.
  static let pinnedBytes: [UInt8] = [
    82, 68, 81, 1, 249, 3, 10, 22, 217, 118, 223, 168, 11, 2, 63, 149,
  ]

  @Test("a stream is as long as the model's ideal code length and a few bytes")
  func length() throws {
    let codec = try Self.scalar(.ideal)
    let samples = Self.samples(100_000)
    let sequence = codec.quantise(samples)
    let measurement = SequenceMeasurement(
      of: sequence, by: codec, samples: samples, mean: Self.source.mean,
      variance: Self.source.variance)
    let encoded = codec.encode(sequence)
    let ideal = measurement.modelRatePerSample.bits * 100_000
    // The coder's own promise: 0.01 % and the bytes that end a stream.
    #expect(abs(Double(8 * encoded.payloadByteCount) - ideal) < 1e-4 * ideal + 64)
    let equal = try Self.scalar(.equal).encode(samples)
    // Seven levels, 2.807 bits each; frequencies of 2^16 in seven parts are wrong by 1e-5 of a bit at most.
    #expect(abs(Double(8 * equal.payloadByteCount) - 100_000 * 2.807_354_922) < 64)
  }

  @Test("the digest tells codecs apart by what they decode to")
  func digest() throws {
    let codecs = try Self.all()
    #expect(Set(codecs.map(\.contentHash)).count == codecs.count)
    #expect(try Self.all().map(\.contentHash) == codecs.map(\.contentHash))
    let stream = codecs[0].encode(Self.samples(10)).bytes
    #expect(
      throws: StreamError.otherCodec(
        stream: codecs[0].contentHash, decoder: codecs[1].contentHash)
    ) { try codecs[1].decode(stream) }
    // One level that differs in its last place.
    let levels = [-1.0, 0.37, 2.0]
    let moved = [-1.0, 0.37.nextUp, 2.0]
    let hashes = try [levels, moved].map { levels in
      try EntropyCodedSequence(
        RatedQuantiser(
          quantiser: ScalarQuantiser(thresholds: [-0.5, 1], levels: levels),
          symbolProbabilities: [[0.2, 0.5, 0.3]]), lengths: .ideal
      ).contentHash
    }
    #expect(hashes[0] != hashes[1])
  }

  @Test("headers that lie are refused with what is wrong")
  func headers() throws {
    let codec = try Self.pairs()
    let stream = codec.encode(Self.samples(50)).bytes
    func error(_ stream: [UInt8]) -> StreamError? {
      do {
        _ = try codec.decode(stream)
        return nil
      } catch { return error }
    }
    #expect(error([]) == .truncated(at: 0))
    #expect(error(Array("RDX".utf8)) == .notAStream)
    #expect(error(Array(stream[..<3])) == .truncated(at: 3))
    #expect(error(stream[..<3] + [2] + stream[4...]) == .unknownVersion(2))
    #expect(error(Array(stream[..<9])) == .truncated(at: 9))
    #expect(error(Array(stream.dropLast())) == .truncated(at: stream.count - 1))
    #expect(error(stream + [0]) == .trailingBytes(count: 1))
    let prefix = Array(stream[..<12])
    let huge: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0x3f]
    #expect(error(prefix + huge + [0]) == .impossibleCount(what: "samples", count: (1 << 34) - 1))
    #expect(error(prefix + [0x80, 0x00, 0]) == .impossibleCount(what: "samples", count: 0))
    let endless = [UInt8](repeating: 0xff, count: 12)
    guard case .impossibleCount? = error(prefix + endless) else {
      Issue.record("an endless number was taken")
      return
    }
    // Ten thousand samples cannot lie in one byte.
    #expect(
      error(prefix + [0x90, 0x4e, 1, 0x55]) == .impossibleCount(what: "samples", count: 10_000))
    #expect(error(prefix + [0, 1, 0x55]) == .trailingBytes(count: 1))
  }

  @Test("no stream crashes the decoder: cut, altered and random ones give an error or samples")
  func fuzz() throws {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["fuzz", "streams"])
    for codec in try Self.all() {
      let good = codec.encode(Self.samples(60)).bytes
      for trial in 0..<5000 {
        var bytes = good
        switch trial % 4 {
        case 0:
          bytes.removeLast(stream.next(below: bytes.count))
        case 1:
          for _ in 0...stream.next(below: 4) {
            bytes[stream.next(below: bytes.count)] ^= 1 << UInt8(stream.next(below: 8))
          }
        case 2:
          // The header stays, so that the payload is read.
          for index in 14..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: stream.next()) }
        default:
          bytes = (0..<stream.next(below: 40)).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
          bytes.replaceSubrange(0..<min(12, bytes.count), with: good.prefix(min(12, bytes.count)))
        }
        if let decoded = try? codec.decode(bytes) {
          let isFinite = decoded.allSatisfy { $0.isFinite }
          #expect(isFinite)
        }
      }
    }
  }
}
