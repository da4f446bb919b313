import RDArrayFiles
import RDCore
import RDQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RDStreams
import Testing

@Suite("Codes of sequences")
struct SequenceCodeTests {
  static let source = Gaussian(mean: -0.71, standardDeviation: 2.385)

  package static func samples(_ count: Int, seed: UInt64 = 7) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: seed)["samples", count])
    return (0..<count).map { _ in source.sample(using: &stream) }
  }

  static func code(_ rated: RatedQuantiser, _ lengths: SymbolLengths = .ideal) throws
    -> SequenceCode
  {
    try SequenceCode(rated, lengths: lengths, sampleCount: 100_000, label: "test")
  }

  static func pairs() throws -> SequenceCode { try code(PairQuantiser.rated) }

  static func transform() throws -> SequenceCode {
    let method = try QuantiserCatalogue.method(named: "lloyd-max")
    return try SequenceCode(
      transforming: "gauss-markov:rho=0.83,standard-deviation=2.385", blockLength: 7,
      rate: .bits(1.7), menu: RateMenu(method), lengths: .ideal, sampleCount: 100_000,
      label: "test", deviation: 2.385
    ) {
      try method.ratedQuantiser(for: Gaussian(), rate: $0, seed: SeedPath(root: 1))
    }
  }

  static func scalar(_ lengths: SymbolLengths) throws -> SequenceCode {
    let rated = try QuantiserCatalogue.method(named: "lloyd-max")
      .ratedQuantiser(for: source, rate: .bits(2.8), seed: SeedPath(root: 1))
    return try code(rated, lengths)
  }

  static func polar() throws -> SequenceCode {
    let method = try QuantiserCatalogue.method(named: "polar:length=2048,list=2")
    return try code(
      method.ratedQuantiser(for: source, rate: .bits(1.7), seed: SeedPath(root: 1)))
  }

  static func all() throws -> [SequenceCode] {
    [try scalar(.equal), try scalar(.ideal), try pairs(), try transform(), try polar()]
  }

  @Test(
    "what is decoded is the reconstruction, for whole blocks and for the shortest sequences",
    arguments: [1, 2, 3, 7, 13, 1000])
  func inverse(_ count: Int) throws {
    for code in try Self.all() {
      let samples = Self.samples(count)
      let sequence = code.quantise(samples)
      let encoded = code.encode(samples)
      let decoded = try StreamDecoder.decode(encoded.bytes, external: code.externalTables)
      #expect(decoded.count == count)
      let expected = code.reconstruction(of: sequence)
      #expect(decoded == expected)
      let checked = try code.encodeAndCheck(sequence, against: expected)
      #expect(checked == encoded)
    }
  }

  @Test("a sequence as a whole has the bytes of one that comes in pieces", arguments: [1, 611])
  func pieces(_ pieceLength: Int) throws {
    for code in try Self.all() {
      let samples = Self.samples(3001)
      var bytes: [UInt8] = []
      var encoder = try StreamEncoder(
        code, form: #require(ArrayForm(type: .float64, shape: [3001]))
      ) { bytes += $0 }
      for start in stride(from: 0, to: 3001, by: pieceLength) {
        try encoder.encode(Array(samples[start..<min(start + pieceLength, 3001)]))
      }
      let outcome = try encoder.finish()
      #expect(bytes == code.encode(samples).bytes)
      let decoded = code.reconstruction(of: code.quantise(samples))
      let error = zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      // Sums of the same numbers, one of them compensated.
      #expect(abs(outcome.meanSquaredError - error / 3001) <= 1e-12 * error)
    }
  }

  @Test("a stream is as long as the model's ideal code length and a few bytes")
  func length() throws {
    let code = try Self.scalar(.ideal)
    let samples = Self.samples(100_000)
    let sequence = code.quantise(samples)
    let measurement = SequenceMeasurement(
      of: sequence, by: code, samples: samples, mean: Self.source.mean,
      variance: Self.source.variance)
    let encoded = code.encode(sequence)
    let ideal = measurement.modelRatePerSample.bits * 100_000
    // The coder's own promise: 0.01 % and the bytes that end a stream.
    #expect(abs(Double(8 * encoded.payloadByteCount) - ideal) < 1e-4 * ideal + 64)
    let equal = try Self.scalar(.equal).encode(samples)
    // Seven levels, 2.807 bits each; frequencies of 2^16 in seven parts are wrong by 1e-5 of a bit at most.
    #expect(abs(Double(8 * equal.payloadByteCount) - 100_000 * 2.807_354_922) < 64)
  }

  @Test("a stream that names its decoder is refused without it")
  func external() throws {
    let stream = try Self.pairs().encode(Self.samples(50)).bytes
    #expect(throws: StreamError.self) { try StreamDecoder.decode(stream) }
  }

  @Test("no stream crashes the decoder: cut, altered and random ones give an error or samples")
  func fuzz() throws {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["fuzz", "streams"])
    for code in try Self.all() {
      let encoded = code.encode(Self.samples(60))
      let good = encoded.bytes
      let header = encoded.headerByteCount - Fingerprint.checksumLength
      for trial in 0..<3000 {
        var bytes = good
        switch trial % 3 {
        case 0:
          bytes.removeLast(stream.next(below: bytes.count))
        case 1:
          for _ in 0...stream.next(below: 4) {
            bytes[stream.next(below: bytes.count)] ^= 1 << UInt8(stream.next(below: 8))
          }
        default:
          // The header stays, so that the payload is read; its checksum is right again.
          for index in header..<bytes.count {
            bytes[index] = UInt8(truncatingIfNeeded: stream.next())
          }
          bytes.removeLast(Fingerprint.checksumLength)
          bytes += Fingerprint(of: bytes).checksum
        }
        if let decoded = try? StreamDecoder.decode(bytes, external: code.externalTables) {
          let isFinite = decoded.allSatisfy { $0.isFinite }
          #expect(isFinite)
        }
      }
    }
  }
}
