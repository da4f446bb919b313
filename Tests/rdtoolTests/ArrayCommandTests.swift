import Foundation
import Testing

@Suite("rdtool encode and decode for arrays")
struct ArrayCommandTests {
  private func run(_ arguments: [String], _ folder: TemporaryFolder) async throws -> ToolRun {
    try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
  }

  /// Numbers that are nearly normal: the sums of twelve draws of a linear congruence.
  private func numbers(_ count: Int) -> [Float] {
    var state: UInt32 = 2026
    return (0..<count).map { _ in
      let sum = (0..<12).reduce(Float(0)) { sum, _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return sum + Float(state >> 8) / 16_777_216
      }
      return -0.71 + 2.385 * (sum - 6)
    }
  }

  private func write(_ numbers: [Float], to name: String, in folder: TemporaryFolder) throws {
    var data = Data()
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    try data.write(to: folder.file(name))
  }

  private func read(_ name: String, from folder: TemporaryFolder, skipping start: Int = 0) throws
    -> [Float]
  {
    let data = try Data(contentsOf: folder.file(name)).dropFirst(start)
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { position in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * position, as: UInt32.self)))
      }
    }
  }

  @Test("numbers are coded by a learned quantiser, which decoding needs")
  func learnedQuantiser() async throws {
    let folder = try TemporaryFolder()
    let settings = [
      "repetitions=1", "block-lengths=[2]", "trainings=additive-noise", "assignments=nearest",
      "distortion-weights=[8.1]", "hidden=[9]", "batch=32", "steps=60", "samples=2000",
      "references=ecsq", "rates=[1.0]", "models=true",
    ]
    let sweep = try await run(
      ["sweep", "gaussian-codec"] + settings.flatMap { ["--set", $0] } + ["--out", "out"],
      folder)
    #expect(sweep.exitCode == 0)
    let model = "out/models/learned-2-additive-noise-nearest-weight-8.1-1.rdm"
    let other = "out/models/learned-linear-2-additive-noise-nearest-weight-8.1-1.rdm"
    let original = numbers(4001)
    try write(original, to: "a.f32", in: folder)
    let encoded = try await run(
      ["encode", "a.f32", "-o", "a.rdq", "--model", model, "--format", "csv"], folder)
    #expect(encoded.standardError == "" && encoded.exitCode == 0)
    let row = try #require(encoded.lines.last).split(separator: ",").map(String.init)
    let size = try Data(contentsOf: folder.file("a.rdq")).count
    #expect(row[0] == "learned" && row[1] == "4001" && Int(row[2]) == size)
    let decoded = try await run(
      ["decode", "a.rdq", "-o", "b.f32", "--model", other, "--model", model], folder)
    #expect(decoded.standardError == "" && decoded.exitCode == 0)
    let back = try read("b.f32", from: folder)
    let error = zip(original, back).reduce(0.0) {
      $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
    }
    let stated = try #require(Double(row[4]))
    // Sums in another order.
    #expect(back.count == 4001 && abs(error / 4001 - stated) <= 1e-9 * stated)
    for (models, message) in [
      ([], "no model is given"), (["--model", other], "it was coded with"),
    ] {
      let refused = try await run(["decode", "a.rdq", "-o", "c.f32"] + models, folder)
      #expect(refused.exitCode == 65 && refused.standardError.contains(message))
      #expect(!FileManager.default.fileExists(atPath: folder.file("c.f32").path))
    }
    for arguments in [["--rate", "1"], ["--method", "ecsq"], ["--model", other]] {
      let refused = try await run(
        ["encode", "a.f32", "-o", "c.rdq", "--model", model] + arguments, folder)
      #expect(refused.exitCode == 64)
    }
    // And as safetensors, there and back.
    for (from, to) in [(model, "m.safetensors"), ("m.safetensors", "m.rdm")] {
      let converted = try await run(["model", from, "-o", to], folder)
      #expect(converted.exitCode == 0)
    }
    #expect(try Data(contentsOf: folder.file("m.rdm")) == Data(contentsOf: folder.file(model)))
  }

  @Test("an array comes back with the error, the rate and the gap that the table says")
  func roundTrip() async throws {
    let folder = try TemporaryFolder()
    let original = numbers(60_000)
    try write(original, to: "a.f32", in: folder)
    let encoded = try await run(
      [
        "encode", "a.f32", "-o", "a.rdq", "--method", "ectcq-8", "--rate", "1.5", "--format", "csv",
      ],
      folder)
    #expect(encoded.standardError == "" && encoded.exitCode == 0)
    #expect(
      encoded.lines.first
        == "method,samples,bytes,rate_bits_per_sample,distortion,snr_decibels,gap_decibels,gap_decibels_lower,gap_decibels_upper"
    )
    let row = encoded.lines[1].split(separator: ",").map(String.init)
    let size = try Data(contentsOf: folder.file("a.rdq")).count
    #expect(row[0] == "ectcq-8" && row[1] == "60000" && Int(row[2]) == size)
    #expect(Double(row[3]) == 8 * Double(size) / 60_000)
    let decoded = try await run(["decode", "a.rdq", "-o", "b.f32"], folder)
    #expect(decoded.standardError == "" && decoded.exitCode == 0)
    let back = try read("b.f32", from: folder)
    #expect(back.count == original.count)
    let error = zip(original, back).reduce(0.0) {
      $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
    }
    let stated = try #require(Double(row[4]))
    // Sums in another order.
    #expect(abs(error / 60_000 - stated) <= 1e-9 * stated)
    // 0.45 dB from R(D), and what 60,000 samples vary by.
    let gap = try #require(Double(row[6]))
    #expect(gap > 0.3 && gap < 0.6)
    // The same in a file of NumPy's, in text, and on standard output.
    for name in ["b.npy", "b.csv"] {
      let other = try await run(["decode", "a.rdq", "-o", name], folder)
      #expect(other.exitCode == 0)
    }
    #expect(try read("b.npy", from: folder, skipping: 128) == back)
    let text = try String(contentsOf: folder.file("b.csv"), encoding: .utf8)
    #expect(text.split(separator: "\n").map { Float($0) } == back)
    // Without a method, the adaptive code.
    let again = try await run(
      ["encode", "a.f32", "-o", "c.rdq", "--snr", "12", "--format", "csv"], folder)
    #expect(again.exitCode == 0 && again.lines[1].hasPrefix("auto,60000,"))
    let ratio = try #require(Double(again.lines[1].split(separator: ",")[5]))
    #expect(ratio >= 12 && ratio < 12.05)
  }

  @Test("pipes in place of files")
  func pipes() async throws {
    let folder = try TemporaryFolder()
    try write(numbers(5000), to: "a.f32", in: folder)
    let tool = ToolRun.builtTool.path
    let piped = try await ToolRun.program(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        "'\(tool)' encode - -o - --rate 2 < a.f32 2>table | '\(tool)' decode - -o - > piped.npy",
      ], in: folder.url)
    #expect(piped.standardError == "" && piped.exitCode == 0)
    #expect(try String(contentsOf: folder.file("table"), encoding: .utf8).hasPrefix("Method"))
    let encoded = try await run(["encode", "a.f32", "-o", "a.rdq", "--rate", "2"], folder)
    let decoded = try await run(["decode", "a.rdq", "-o", "a.npy"], folder)
    #expect(encoded.exitCode == 0 && decoded.exitCode == 0)
    let expected = try Data(contentsOf: folder.file("a.npy"))
    #expect(try Data(contentsOf: folder.file("piped.npy")) == expected)
  }

  @Test("every kind of target of the adaptive code holds for the decoded file")
  func adaptive() async throws {
    let folder = try TemporaryFolder()
    let original = numbers(3000)
    try write(original, to: "a.f32", in: folder)
    for (target, bound) in [
      (["--max-error", "0.07"], 0.07), (["--lossless"], 0), (["--psnr", "40"], .infinity),
      (["--max-error", "0.07", "--chunk", "700"], 0.07),
    ] {
      let encoded = try await run(
        ["encode", "a.f32", "-o", "a.rdq", "--format", "csv"] + target, folder)
      #expect(encoded.exitCode == 0, "\(encoded.standardError)")
      #expect(
        encoded.lines.first
          == "method,samples,bytes,rate_bits_per_sample,distortion,snr_decibels,maximum_error")
      let decoded = try await run(["decode", "a.rdq", "-o", "b.f32"], folder)
      #expect(decoded.exitCode == 0)
      let back = try read("b.f32", from: folder)
      let error = zip(original, back).map { abs(Double($0) - Double($1)) }.max() ?? .infinity
      #expect(error <= bound && back.count == original.count)
      let row = encoded.lines[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(Double(row[6]) == error)
    }
  }

  @Test("columns, equal numbers and a target of error")
  func kinds() async throws {
    let folder = try TemporaryFolder()
    let lines = numbers(2000).enumerated().map { "\($0.offset),\($0.element)\n" }
    _ = try folder.write("place,value\n" + lines.joined(), to: "a.csv")
    let encoded = try await run(
      [
        "encode", "a.csv", "--column", "value", "-o", "a.rdq", "--method", "ecsq", "--mse", "0.3",
        "--source", "laplacian", "--format", "csv",
      ], folder)
    #expect(encoded.standardError == "" && encoded.exitCode == 0)
    let error = try #require(Double(encoded.lines[1].split(separator: ",")[4]))
    #expect(error <= 0.3 && error > 0.28)
    try write([2.5, 2.5, 2.5], to: "equal.raw", in: folder)
    let equal = try await run(
      ["encode", "equal.raw", "-o", "equal.rdq", "--snr", "30", "--format", "csv"], folder)
    #expect(equal.exitCode == 0 && equal.lines[1].hasPrefix("auto,3,"))
    let decoded = try await run(["decode", "equal.rdq", "-o", "back.bin"], folder)
    #expect(decoded.exitCode == 0)
    #expect(try read("back.bin", from: folder) == [2.5, 2.5, 2.5])
  }

  @Test("what cannot be done says so, with its exit code, and leaves no file")
  func refusals() async throws {
    let folder = try TemporaryFolder()
    try write(numbers(500), to: "a.f32", in: folder)
    try write([1, 2, .nan, 4], to: "nan.f32", in: folder)
    try Data("P5\n1 1\n255\n7".utf8).write(to: folder.file("grey.pgm"))
    let encoded = try await run(["encode", "a.f32", "-o", "a.rdq", "--rate", "1"], folder)
    #expect(encoded.exitCode == 0)
    let whole = try Data(contentsOf: folder.file("a.rdq"))
    try whole.dropLast(9).write(to: folder.file("cut.rdq"))
    try whole.prefix(3).write(to: folder.file("short.rdq"))
    var altered = whole
    altered[whole.count - 20] ^= 4
    try altered.write(to: folder.file("altered.rdq"))
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    let cases: [(arguments: [String], code: Int32, words: String)] = [
      (
        ["encode", "nan.f32", "-o", "x.rdq", "--rate", "1", "--method", "ecsq"], 65,
        "element 2 is nan"
      ),
      (["encode", "a.f32", "-o", "x.rdq"], 64, "Give one of"),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--snr", "6"], 64, "Give one of"),
      (
        ["encode", "a.f32", "-o", "x.rdq", "--rate", "99", "--source", "gaussian"], 64,
        "--rate is 99"
      ),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "9", "--seed", "1"], 64, "--rate: "),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "0.001"], 64, "cannot be coded"),
      (["encode", "a.f32", "-o", "x.rdq", "--max-error", "-1"], 64, "above 0"),
      (
        ["encode", "a.f32", "-o", "x.rdq", "--lossless", "--method", "ecsq"], 64,
        "for the method auto"
      ),
      (
        [
          "encode", "a.f32", "-o", "x.rdq", "--lossless", "--source", "gaussian", "--method",
          "auto",
        ],
        64, "auto assumes none"
      ),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--method", "ectc"], 64, "--method: "),
      (
        ["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--source", "bernoulli"], 64, "--source: "
      ),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--column", "2"], 64, "--column"),
      (["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--psnr", "30"], 64, "Give one of"),
      (
        ["encode", "a.f32", "-o", "x.rdq", "--rate", "1", "--model", "m"], 64, "--rate and --model"
      ),
      (["encode", "a.f32", "nan.f32", "-o", "x.rdq", "--rate", "1"], 64, "one by one"),
      (["encode", "grey.pgm", "-o", "x.rdq", "--rate", "1"], 64, "for arrays"),
      (["encode", "a.f32", "-o", "a.f32", "--rate", "1"], 64, "lost"),
      (["encode", "a.f32", "-o", "none/x.rdq", "--rate", "1"], 74, "--output"),
      (["encode", "absent.npy", "-o", "x.rdq", "--rate", "1"], 69, "absent.npy"),
      (
        ["encode", "a.f32", "-o", "x.rdq", "--snr", "90", "--source", "gaussian"], 64,
        "does not reach"
      ),
      (["decode", "cut.rdq", "-o", "x.f32"], 65, "cut.rdq"),
      (["decode", "short.rdq", "-o", "x.f32"], 65, "ends too early"),
      (["decode", "a.rdq", "-o", "x.xyz"], 64, ".npy, .f32 or .csv for numbers"),
      (["encode", "a.f32", "-o", "x.png", "--rate", "1"], 64, "End it with .rdq"),
      (["decode", "altered.rdq", "-o", "x.f32"], 65, "altered.rdq"),
      (["decode", "a.rdq", "-o", "x.png"], 64, "holds numbers"),
      (["decode", "a.rdq", "-o", "x.f32", "--model", "m"], 69, "'m' cannot be read"),
      (["decode", "grey.pgm", "-o", "x.npy"], 64, "no coded numbers"),
      (["decode", "a.rdq", "-o", "none/x.npy"], 74, "--output"),
      (["decode", "absent.rdq", "-o", "x.npy"], 69, "absent.rdq"),
    ]
    for (arguments, code, words) in cases {
      let run = try await run(arguments, folder)
      #expect(run.exitCode == code, "\(arguments): \(run.standardError)")
      #expect(run.standardError.contains(words), "\(arguments): \(run.standardError)")
      #expect(run.standardOutput == "")
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(after == before)
  }
}
