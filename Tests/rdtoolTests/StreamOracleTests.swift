import Foundation
import Testing

private let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }

/// `rdtool decode` against `scripts/oracles/rdq_decoder.py`, which was written from `docs/formats.md` alone.
@Suite(
  "rdtool decode and the decoder of its page",
  .enabled(if: hasPython, "python3 is not installed"))
struct StreamOracleTests {
  /// Types of the elements of arrays, as NumPy names them.
  enum Element: String {
    case single = "<f4"
    case double = "<f8"
  }

  @Test(
    "write the same bytes for every quantiser",
    arguments: [
      ("lloyd-max", "1", "gaussian", .single),
      ("lloyd-max", "3.5", "exponential", .double),
      ("lloyd-max+coded", "2", "gaussian", .single),
      ("ecsq", "0.3", "gaussian", .single),
      ("ecsq", "4", "laplacian", .double),
      ("uniform-threshold", "2.5", "exponential", .double),
      ("tcq:states=8", "1", "gaussian", .double),
      ("ectcq:states=8", "0.5", "exponential", .single),
      ("ectcq:states=8", "2", "gaussian", .double),
      ("ectcq:states=256", "1", "gaussian", .single),
      ("lbg:dimension=4", "1", "gaussian", .single),
      ("lbg:dimension=2", "2", "exponential", .double),
      ("ecvq:dimension=2", "1", "laplacian", .single),
      ("z", "0.3", "gaussian", .single),
      ("z", "2", "exponential", .double),
      ("a2", "0.7", "gaussian", .double),
      ("a2", "2", "exponential", .single),
      ("d4", "1", "laplacian", .single),
      ("e8", "0.3", "gaussian", .double),
      ("e8", "2", "exponential", .single),
      ("leech", "0.3", "gaussian", .single),
      ("leech", "2.5", "laplacian", .double),
      ("polar:length=1024,list=1", "0.3", "gaussian", .double),
      ("polar:length=1024,list=1", "2", "exponential", .single),
      ("polar:length=4096,list=4", "1", "gaussian", .single),
      ("polar:length=4096,list=4", "0.7", "exponential", .double),
    ] as [(String, String, String, Element)])
  func agree(_ method: String, _ rate: String, _ source: String, _ element: Element) async throws {
    let folder = try TemporaryFolder()
    // No multiple of a block's length; polar codes cut them into 4096 and 2048, or into six times 1024.
    let array = npy(numbers(71 * 73), element, shape: "(71, 73)")
    try array.write(to: folder.file("a.npy"))
    let encoded = try await ToolRun.rdtool(
      "encode", "a.npy", "-o", "a.rdq", "--method", method, "--rate", rate, "--source", source,
      in: folder.url)
    #expect(encoded.exitCode == 0, "\(encoded.standardError)")
    try await expectAgreement(on: "a.rdq", in: folder)
  }

  @Test("write the same bytes for arrays of all shapes, orders and magnitudes")
  func shapes() async throws {
    let folder = try TemporaryFolder()
    let cases: [(name: String, array: Data)] = [
      ("scalar", npy([2.5], .double, shape: "()")),
      ("empty", npy([], .single, shape: "(3, 0)")),
      ("equal", npy([2.5, 2.5, 2.5], .single, shape: "(3,)")),
      ("cube", npy(numbers(210), .single, shape: "(7, 5, 6)")),
      ("columns", npy(numbers(210), .double, shape: "(14, 15)", isFortran: true)),
      ("large", npy(numbers(210).map { 4e37 * $0 }, .single, shape: "(210,)")),
      ("subnormal", npy(numbers(210).map { 1e-40 * $0 }, .single, shape: "(210,)")),
    ]
    for (name, array) in cases {
      try array.write(to: folder.file("\(name).npy"))
      let encoded = try await ToolRun.rdtool(
        "encode", "\(name).npy", "-o", "\(name).rdq", "--method", "ecsq", "--rate", "2",
        in: folder.url)
      #expect(encoded.exitCode == 0, "\(name): \(encoded.standardError)")
      try await expectAgreement(on: "\(name).rdq", in: folder)
    }
  }

  /// Small arrays, for which the adaptive code takes all of its front ends.
  enum Sample: String {
    case noise, photograph, smooth, volume, periodic, walk, sparse, constant, decimals, integers
    case outlier
  }

  @Test(
    "write the same bytes for adaptive codes",
    arguments: [
      (.noise, .single, "(300,)", "--snr 12"),
      (.noise, .double, "(240,)", "--snr 25 --effort high"),
      (.noise, .double, "(300,)", "--max-error 0.2 --effort fast"),
      (.noise, .single, "(90,)", "--lossless"),
      (.photograph, .single, "(20, 20)", "--snr 20"),
      (.photograph, .single, "(20, 20)T", "--snr 12 --effort high"),
      (.photograph, .single, "(20, 20)", "--relative-error 0.01"),
      (.smooth, .single, "(20, 20)", "--snr 30"),
      (.smooth, .double, "(20, 20)T", "--max-error 0.001 --effort high"),
      (.smooth, .double, "(20, 20)", "--snr 40 --chunk 8"),
      (.volume, .single, "(8, 7, 7)", "--max-error 0.01"),
      (.volume, .double, "(8, 7, 7)T", "--snr 30 --effort high"),
      (.volume, .single, "(8, 7, 7)", "--lossless --effort fast"),
      (.periodic, .double, "(400,)", "--snr 40"),
      (.periodic, .single, "(400,)", "--max-error 0.01 --effort high"),
      (.periodic, .single, "(400,)", "--snr 20 --effort fast"),
      (.walk, .single, "(400,)", "--snr 35"),
      (.walk, .double, "(400,)", "--max-error 0.5 --chunk 150"),
      (.sparse, .single, "(20, 20)", "--snr 15"),
      (.constant, .single, "(3, 100)", "--lossless"),
      (.decimals, .double, "(300,)", "--lossless"),
      (.integers, .single, "(15, 20)T", "--lossless"),
      (.integers, .single, "(15, 20)", "--lossless --effort fast"),
      (.outlier, .single, "(20, 20)", "--max-error 0.01"),
      (.outlier, .double, "(20, 20)", "--relative-error 0.1 --effort high"),
    ] as [(Sample, Element, String, String)])
  func adaptive(
    _ sample: Sample, _ element: Element, _ shape: String, _ options: String
  ) async throws {
    let folder = try TemporaryFolder()
    // T stands for the first index running fastest.
    let array = npy(
      numbers(sample, extents(of: shape)), element, shape: shape.filter { $0 != "T" },
      isFortran: shape.hasSuffix("T"))
    try array.write(to: folder.file("a.npy"))
    let options = options.split(separator: " ").map { String($0) }
    let encoded = try await ToolRun.program(
      ToolRun.builtTool, ["encode", "a.npy", "-o", "a.rdq"] + options, in: folder.url)
    #expect(encoded.exitCode == 0, "\(encoded.standardError)")
    try await expectAgreement(on: "a.rdq", in: folder)
  }

  @Test(
    "refuse the same damaged streams",
    arguments: [
      ["--method", "ecsq", "--rate", "2"], ["--snr", "12"], ["--lossless", "--effort", "fast"],
    ])
  func damage(_ options: [String]) async throws {
    let folder = try TemporaryFolder()
    try npy(numbers(300), .single, shape: "(300,)").write(to: folder.file("a.npy"))
    let encoded = try await ToolRun.program(
      ToolRun.builtTool, ["encode", "a.npy", "-o", "a.rdq"] + options, in: folder.url)
    #expect(encoded.exitCode == 0, "\(encoded.standardError)")
    let whole = try Data(contentsOf: folder.file("a.rdq"))
    var altered = whole
    altered[whole.count - 20] ^= 4
    var newer = whole
    newer[3] += 1
    for damaged in [altered, newer, whole.dropLast(5), whole + [0], whole.prefix(20)] {
      try damaged.write(to: folder.file("damaged.rdq"))
      let tool = try await ToolRun.rdtool("decode", "damaged.rdq", "-o", "b.npy", in: folder.url)
      let oracle = try await decodeByOracle("damaged.rdq", to: "c.npy", in: folder)
      #expect(tool.exitCode == 65 && oracle.exitCode == 1)
      #expect(oracle.standardError.hasPrefix("damaged.rdq: "))
      #expect(!FileManager.default.fileExists(atPath: folder.file("c.npy").path))
    }
  }

  private func expectAgreement(on stream: String, in folder: TemporaryFolder) async throws {
    let tool = try await ToolRun.rdtool("decode", stream, "-o", "tool.npy", in: folder.url)
    #expect(tool.exitCode == 0, "\(stream): \(tool.standardError)")
    let oracle = try await decodeByOracle(stream, to: "oracle.npy", in: folder)
    #expect(oracle.exitCode == 0, "\(stream): \(oracle.standardError)")
    let isSame =
      try Data(contentsOf: folder.file("tool.npy"))
      == Data(contentsOf: folder.file("oracle.npy"))
    #expect(isSame, "\(stream): the decoders differ")
  }

  private func decodeByOracle(_ stream: String, to array: String, in folder: TemporaryFolder)
    async throws -> ToolRun
  {
    let script = ToolRun.packageFolder.appending(path: "scripts/oracles/rdq_decoder.py").path
    return try await ToolRun.program(
      URL(filePath: "/usr/bin/env"), ["python3", script, stream, array], in: folder.url)
  }

  /// Numbers that are nearly normal: the sums of twelve draws of a linear congruence.
  private func numbers(_ count: Int) -> [Double] {
    var state: UInt32 = 2026
    return (0..<count).map { _ in
      let sum = (0..<12).reduce(0.0) { sum, _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return sum + Double(state) / 4_294_967_296
      }
      return -0.71 + 2.385 * (sum - 6)
    }
  }

  /// Those of a sample, in the order of memory; `extents` are those of the array.
  private func numbers(_ sample: Sample, _ extents: [Int]) -> [Double] {
    let count = extents.reduce(1, *)
    let noise = numbers(count)
    let width = Double(extents[extents.count - 1])
    let field = (0..<count).map { index in
      let row = (Double(index) / width).rounded(.down)
      return sin(0.21 * row) + cos(0.13 * (Double(index) - row * width) + 0.05 * row)
    }
    var sum = 0.0
    let walk = noise.map { number in
      sum += number
      return sum
    }
    switch sample {
    case .noise: return noise
    case .photograph:
      return field.indices.map {
        128 + 40 * field[$0] + ($0 % extents[1] > extents[1] / 2 ? 60 : 0) + 2 * noise[$0]
      }
    case .smooth: return field
    case .volume:
      return (0..<count).map { index in
        let (slab, row) = (index / (extents[1] * extents[2]), index / extents[2] % extents[1])
        let column = Double(index % extents[2])
        return sin(0.3 * Double(slab)) * cos(0.4 * Double(row)) + 0.5 * sin(0.2 * column)
      }
    case .periodic:
      return (0..<count).map { sin(0.125 * .pi * Double($0)) + 0.5 * sin(0.375 * .pi * Double($0)) }
    case .walk: return walk
    case .sparse: return noise.indices.map { $0 % 13 == 0 ? noise[$0] : 0 }
    case .constant: return field.map { _ in 2.5 }
    case .decimals: return walk.map { (100 * $0).rounded() / 100 }
    case .integers: return walk.map { (10 * $0).rounded() }
    case .outlier: return field.indices.map { $0 == 57 ? 1e6 : field[$0] }
    }
  }

  /// Those of a shape as Python writes it.
  private func extents(of shape: String) -> [Int] {
    shape.split { !$0.isNumber }.compactMap { Int($0) }
  }

  /// A file of NumPy's, of which `shape` is as Python writes it.
  private func npy(
    _ numbers: [Double], _ element: Element, shape: String, isFortran: Bool = false
  ) -> Data {
    var header = "{'descr': '\(element.rawValue)', "
    header += "'fortran_order': \(isFortran ? "True" : "False"), 'shape': \(shape), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    var data = Data([0x93] + "NUMPY".utf8 + [1, 0])
    append(UInt16(header.utf8.count), to: &data)
    data.append(contentsOf: header.utf8)
    for number in numbers {
      switch element {
      case .single: append(Float(number).bitPattern, to: &data)
      case .double: append(number.bitPattern, to: &data)
      }
    }
    return data
  }

  private func append(_ integer: some FixedWidthInteger, to data: inout Data) {
    withUnsafeBytes(of: integer.littleEndian) { data.append(contentsOf: $0) }
  }
}
