import Foundation
import RDCoding
import RDCore
import RDFiles
import RDPolarQuantisation
import RDQuantisers
import RDResults
import RDStreams
import Testing

@Suite("Streams of polar codes")
struct PolarStreamTests {
  /// A code of which nothing was computed: blocks of 4096, 4096 and 1024 samples, both levels with priors.
  private static let codeText = """
    PolarCode(
      exponent: 12, sentCounts: (231, 803), firstBias: 0.09375,
      secondSoftBits: (0.4140625, -0.28125),
      levels: [-3.75, -2.5, -1.5, -0.625, 0.25, 1.125, 2.25, 3.5])
    """

  private static let code = PolarCode(
    exponent: 12, sentCounts: (231, 803), firstBias: 0.09375, secondSoftBits: (0.4140625, -0.28125),
    levels: [-3.75, -2.5, -1.5, -0.625, 0.25, 1.125, 2.25, 3.5])

  private static let pieceCount = 9

  /// The frequencies of the two residualIndices in each coset, of 2^20.
  private static let residualFrequencies: [UInt32] = [700_001, 524_288, 300_000, 1_000_000]

  private static func models() throws -> [SymbolModel] {
    try PolarCode.bitProbabilities.map {
      try SymbolModel(probabilities: [1 - $0, $0], precision: 20)
    }
      + residualFrequencies.map { try SymbolModel(frequencies: [$0, 1 << 20 - $0], precision: 20) }
  }

  /// Symbols drawn with the probabilities of their contexts, from integers only, and the samples that they stand for.
  private static func drawn() throws -> (symbols: [Int32], samples: [Double], stream: [UInt8]) {
    let code = try #require(code)
    let set = SymbolModelSet(try models())
    var stream = RandomStream(seed: SeedPath(root: 2026)["polar", "golden"])
    var decoderState = code.makeDecoderState(pieceCount: pieceCount)
    var symbols: [Int32] = []
    var samples: [Double] = []
    var encoder = RangeEncoder()
    var buffer = [Int32](repeating: 0, count: 1000)
    while samples.count < 1024 * pieceCount {
      let run = buffer.withUnsafeMutableBufferPointer { decoderState.writeContexts(to: $0) }
      let contexts = Array(buffer[..<run])
      let drawn = contexts.map { context in
        Int32(set.models[Int(context)].symbol(at: UInt32(stream.next() >> 44)).symbol)
      }
      symbols += drawn
      drawn.withUnsafeBufferPointer { drawn in
        contexts.withUnsafeBufferPointer { encoder.encode(drawn, in: $0, with: set) }
        decoderState.advance(by: drawn, appendingTo: &samples)
      }
    }
    return (symbols, samples, encoder.finish())
  }

  private static func bytes(of samples: [Double]) -> [UInt8] {
    samples.flatMap { sample in
      (0..<8).map { UInt8(truncatingIfNeeded: sample.bitPattern >> UInt64(8 * $0)) }
    }
  }

  private static func hash(_ bytes: [UInt8]) -> String { ContentHash(of: bytes).description }

  @Test("a stream and its samples are pinned")
  func golden() throws {
    let (symbols, samples, stream) = try Self.drawn()
    #expect(symbols.count == Self.pieceCount * (1024 + 231 + 803))
    #expect(stream.count == 2002)
    #expect(Self.hash(stream) == "c26182a307afa35b29b9534c32590cc92311bb118fae095f799bb7e28c826c1f")
    #expect(
      Self.hash(Self.bytes(of: samples))
        == "ef8b650ed8bd40102dfe7467f2baff91128aa5845faeddeab75bfd105413232c")
  }

  @Test("coding in contexts writes and reads what coding symbol by symbol does")
  func sameBytes() throws {
    let (symbols, samples, stream) = try Self.drawn()
    let code = try #require(Self.code)
    let models = try Self.models()
    var encoder = RangeEncoder()
    var decoderState = code.makeDecoderState(pieceCount: Self.pieceCount)
    var decoded: [Double] = []
    for symbol in symbols {
      encoder.encode(Int(symbol), with: models[decoderState.context])
      decoderState.advance(by: symbol, appendingTo: &decoded)
    }
    #expect(encoder.finish() == stream)
    #expect(decoded == samples)
    var decoder = RangeDecoder(stream)
    decoderState = code.makeDecoderState(pieceCount: Self.pieceCount)
    for symbol in symbols {
      let read = try decoder.decode(with: models[decoderState.context])
      #expect(read == Int(symbol))
      decoderState.advance(by: symbol, appendingTo: &decoded)
    }
    try decoder.finish()
  }

  /// The decoder's own sources: what a program needs that decodes streams of polar codes.
  private static let sources =
    [
      "PolarSoftBits", "PolarCode", "PolarContexts", "PolarDither", "PolarIndexSet",
      "PolarSchedule",
      "PolarScratch", "PolarStep", "PolarDecoderState",
    ].map { "RDPolarQuantisation/\($0)" } + [
      "RDCoding/CodingError",
      "RDCoding/ANS/RANSStep",
      "RDCoding/Models/AdaptiveModel", "RDCoding/Models/Apportionment",
      "RDCoding/Models/EntropyModel", "RDCoding/Models/FrequencyTree", "RDCoding/Models/Heap",
      "RDCoding/Models/SymbolInterval", "RDCoding/Models/SymbolModel",
      "RDCoding/Models/SymbolModelSet", "RDCoding/Models/SymbolTable",
      "RDCoding/Range/RangeDecoder", "RDCoding/Range/RangeEncoder",
      "RDCoding/Range/RangeInterval",
    ]

  /// What they import, in the order of compilation.
  private static let imported: [(module: String, files: [String])] = [
    ("RDCore", ["DiagnosedError"]),
    (
      "RDQuantisers",
      [
        "SequenceQuantiser", "SequenceQuantiser+CodingSpan", "StreamingEncoder",
        "BlockStreamingEncoder",
      ]
    ),
  ]

  private static let program = """
    import Foundation
    /// The message of an error names it.
    enum HuffmanCode { static let maximumLength = 0 }
    guard let code = \(codeText) else { exit(1) }
    let models = try PolarCode.bitProbabilities.map {
      try SymbolModel(probabilities: [1 - $0, $0], precision: 20)
    } + [\(residualFrequencies.map { "\($0)" }.joined(separator: ", "))].map { (frequency: UInt32) in
      try SymbolModel(frequencies: [frequency, 1 << 20 - frequency], precision: 20)
    }
    let set = SymbolModelSet(models)
    let stream = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
    var decoder = RangeDecoder(Array(stream))
    var decoderState = code.makeDecoderState(pieceCount: \(pieceCount))
    var samples: [Double] = []
    var contexts = [Int32](repeating: 0, count: 777)
    var symbols = contexts
    while samples.count < 1024 * \(pieceCount) {
      let run = contexts.withUnsafeMutableBufferPointer { decoderState.writeContexts(to: $0) }
      try symbols.withUnsafeMutableBufferPointer { symbols in
        let symbols = UnsafeMutableBufferPointer(rebasing: symbols[..<run])
        try contexts.withUnsafeBufferPointer { contexts in
          try decoder.decode(
            into: symbols, in: UnsafeBufferPointer(rebasing: contexts[..<run]), with: set)
        }
        decoderState.advance(by: UnsafeBufferPointer(symbols), appendingTo: &samples)
      }
    }
    try decoder.finish()
    let bytes = samples.withUnsafeBytes { Data($0) }
    try bytes.write(to: URL(filePath: CommandLine.arguments[2]))
    """

  @Test(
    "a build of the decoder of its own reads the same samples in another process, bit for bit",
    arguments: ["-Onone", "-O"])
  func otherBuilds(_ optimisation: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "polar-decoder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let (_, samples, stream) = try Self.drawn()
    try Data(stream).write(to: folder.appending(path: "stream"))
    try Self.program.write(
      to: folder.appending(path: "main.swift"), atomically: true, encoding: .utf8)
    let features = [
      "-enable-upcoming-feature", "ExistentialAny", "-package-name", "decoder", optimisation,
      "-I", ".", "-L", ".",
    ]
    func paths(_ files: [String]) -> [String] {
      files.map { package.appending(path: "Sources/\($0).swift").path }
    }
    for (module, files) in Self.imported {
      try run(
        ["swiftc", "-parse-as-library", "-emit-module", "-emit-library", "-static"] + features
          + ["-module-name", module] + paths(files.map { "\(module)/\($0)" })
          + ["-o", "lib\(module).a"], in: folder)
    }
    try run(
      ["swiftc"] + features + ["-module-name", "decoder", "main.swift"] + paths(Self.sources)
        + Self.imported.reversed().map { "-l\($0.module)" } + ["-o", "decoder"], in: folder)
    try run([folder.appending(path: "decoder").path, "stream", "samples"], in: folder)
    let decoded = try Data(contentsOf: folder.appending(path: "samples"))
    #expect(Array(decoded) == Self.bytes(of: samples))
  }

  /// Runs a program that must succeed.
  private func run(_ command: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardError = output
    try process.run()
    let message = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0,
      "\(command.prefix(2)): \(String(decoding: message, as: UTF8.self))")
  }

  @Test(
    "held-out samples come back from real bytes, as many as the ideal code length says",
    arguments: [1, 8])
  func realBytes(_ list: Int) throws {
    let source = SequenceCodeTests.source
    let rated = try PolarDesigner(exponent: 14, listSize: list).design(
      for: source, rate: .bits(1), seed: SeedPath(root: 1)
    ).product
    let code = try SequenceCodeTests.code(rated, .ideal)
    let samples = SequenceCodeTests.samples(200_000)
    let sequence = code.quantise(samples)
    let reconstruction = code.reconstruction(of: sequence)
    let encoded = try code.encodeAndCheck(sequence, against: reconstruction)
    let measurement = SequenceMeasurement(
      of: sequence, by: code, samples: samples, mean: source.mean, variance: source.variance)
    let ideal = measurement.modelRatePerSample.bits * 200_000
    // The coder's own promise: 0.01 % and the bytes that end a stream.
    #expect(abs(Double(8 * encoded.payloadByteCount) - ideal) < 1e-4 * ideal + 64)
  }

  @Test("blocks of a polar code are whole batches of a measurement", arguments: [10, 11])
  func interval(_ exponent: Int) throws {
    let source = SequenceCodeTests.source
    let rated = try PolarDesigner(exponent: exponent, listSize: 1).design(
      for: source, rate: .bits(1), seed: SeedPath(root: 1)
    ).product
    let code = try SequenceCodeTests.code(rated, .ideal)
    let samples = SequenceCodeTests.samples(2048 * 150 + 700)
    let measurement = SequenceMeasurement(
      of: code.quantise(samples), by: code, samples: samples, mean: source.mean,
      variance: source.variance)
    // Squared errors scatter by 0.9 of their mean or less: 0.0032 of it over 307,900 samples, rate and power taken off or not.
    let halfWidth = try #require(measurement.distortionHalfWidth95)
    #expect(halfWidth < 0.008 * measurement.distortion)
    #expect(halfWidth > 0.0005 * measurement.distortion)
  }
}
