import Foundation
import Testing

@Suite("rdtool encode and decode for files of arrays of any type")
struct ArrayFilesCommandTests {
  private func run(_ folder: TemporaryFolder, _ arguments: String...) async throws -> ToolRun {
    try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
  }

  /// Runs a command that must succeed in silence.
  private func succeed(_ folder: TemporaryFolder, _ arguments: String...) async throws {
    let run = try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
    #expect(run.exitCode == 0 && run.standardError == "", "\(arguments): \(run.standardError)")
  }

  private func data(_ name: String, _ folder: TemporaryFolder) throws -> Data {
    try Data(contentsOf: folder.file(name))
  }

  @Test(
    "raw numbers of any type come back by way of NumPy's format",
    arguments: [
      ("float16", 2), ("bfloat16", 2), ("float32", 4), ("float64", 8), ("int8", 1), ("int16", 2),
      ("int32", 4), ("int64", 8), ("uint8", 1), ("uint16", 2), ("uint32", 4), ("uint64", 8),
    ])
  func types(_ type: String, _ size: Int) async throws {
    let folder = try TemporaryFolder()
    // Of floating point, some that are not numbers, with bits of their own.
    var state: UInt32 = 7
    let bytes = (0..<300 * size).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    try Data(bytes).write(to: folder.file("a.dat"))
    try await succeed(
      folder, "encode", "a.dat", "-o", "a.rdq", "--type", type, "--shape", "6,50", "--lossless")
    #expect(try data("a.rdq", folder).count <= bytes.count + 64)
    try await succeed(folder, "decode", "a.rdq", "-o", "b.raw")
    #expect(try data("b.raw", folder) == Data(bytes))
    try await succeed(folder, "decode", "a.rdq", "-o", "b.npy")
    // What NumPy has no type for, it does not give back.
    guard type != "bfloat16" else { return }
    try await succeed(folder, "encode", "b.npy", "-o", "b.rdq", "--lossless")
    try await succeed(folder, "decode", "b.rdq", "-o", "c.npy")
    #expect(try data("c.npy", folder) == data("b.npy", folder))
    #expect(try data("c.npy", folder).dropFirst(128) == Data(bytes))
  }

  @Test("safetensors and NumPy's archives come back with names, types and shapes, also by pipes")
  func archives() async throws {
    let folder = try TemporaryFolder()
    var text =
      #"{"bias":{"data_offsets":[0,12],"dtype":"I32","shape":[3]},"norm":{"data_offsets":[12,18],"dtype":"F16","shape":[3]},"weight":{"data_offsets":[18,42],"dtype":"F32","shape":[2,3]}}"#
    text += String(repeating: " ", count: (8 - text.utf8.count % 8) % 8)
    let numbers: [Float] = [1.5, .nan, -.infinity, 2.385, -0.71, 7e30]
    var file = Data([UInt8(text.utf8.count), 0, 0, 0, 0, 0, 0, 0]) + Data(text.utf8)
    file += Data((0..<12).map { $0 % 4 == 0 ? UInt8($0 + 1) : 0 }) + Data([0, 60, 0, 188, 1, 124])
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { file.append(contentsOf: $0) }
    }
    try file.write(to: folder.file("a.safetensors"))
    let encoded = try await run(
      folder, "encode", "a.safetensors", "-o", "a.rdq", "--lossless", "--format", "csv")
    #expect(encoded.exitCode == 0, "\(encoded.standardError)")
    let size = try data("a.rdq", folder).count
    #expect(encoded.lines.count == 5)
    #expect(encoded.lines[1].hasPrefix("bias,auto,3,"))
    #expect(encoded.lines[4].hasPrefix("all,auto,12,\(size),"))
    try await succeed(folder, "decode", "a.rdq", "-o", "a.npz")
    let tool = ToolRun.builtTool.path
    let piped = try await ToolRun.program(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        "'\(tool)' encode - -o - --lossless < a.npz 2>table | '\(tool)' decode - -o b.safetensors",
      ], in: folder.url)
    #expect(piped.standardError == "" && piped.exitCode == 0)
    #expect(try data("b.safetensors", folder) == file)
    // Into a folder, under its own name.
    try await succeed(folder, "decode", "a.rdq", "-o", "out/")
    #expect(try data("out/a.npz", folder) == data("a.npz", folder))
  }

  @Test("columns keep their gaps, within the bound of the others")
  func gaps() async throws {
    let folder = try TemporaryFolder()
    var numbers = (0..<500).map { 2.385 * Double($0 % 37) - 0.71 }
    for index in stride(from: 7, to: 500, by: 50) { numbers[index] = .nan }
    numbers[99] = .infinity
    _ = try folder.write(numbers.map { "\($0)\n" }.joined(), to: "a.csv")
    try await Self.encoded(folder, "a.csv", "--max-error", "0.01")
    try await succeed(folder, "decode", "x.rdq", "-o", "b.csv")
    let back: [Double] = try folder.text("b.csv").split(separator: "\n").compactMap { Double($0) }
    #expect(back.count == 500)
    for (number, other) in zip(numbers, back) {
      if number.isFinite {
        #expect(abs(number - other) <= 0.01)
      } else {
        #expect(number.isNaN ? other.isNaN : number == other)
      }
    }
  }

  private static func encoded(_ folder: TemporaryFolder, _ arguments: String...) async throws {
    let run = try await ToolRun.program(
      ToolRun.builtTool, ["encode"] + arguments + ["-o", "x.rdq"], in: folder.url)
    #expect(run.exitCode == 0, "\(run.standardError)")
  }

  @Test("a range of rows is that of the whole array, on any number of jobs")
  func range() async throws {
    let folder = try TemporaryFolder()
    let numbers = (0..<2000).map { Float($0 % 91) * 0.37 }
    try numbers.withUnsafeBytes { Data($0) }.write(to: folder.file("a.raw"))
    try await Self.encoded(
      folder, "a.raw", "--shape", "100,20", "--snr", "30", "--chunk", "16", "--jobs", "2")
    try await succeed(folder, "decode", "x.rdq", "-o", "all.raw")
    let all = try data("all.raw", folder)
    for (range, rows) in [("3:40", 3..<40), (":7", 0..<7), ("96:", 96..<100), ("5:5", 5..<5)] {
      try await succeed(folder, "decode", "x.rdq", "-o", "some.raw", "--range", range)
      #expect(
        try data("some.raw", folder)
          == all[80 * rows.lowerBound..<80 * rows.upperBound], "\(range)")
    }
    try await succeed(folder, "decode", "x.rdq", "-o", "some.npy", "--range", "3:40")
    #expect(String(decoding: try data("some.npy", folder), as: UTF8.self).contains("(37, 20)"))
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for (arguments, code, words) in [
      (["--range", "3:101"], 64, "rows 0 to 100"), (["--range", "4:3"], 64, "FIRST:END"),
      (["--range", "x"], 64, "FIRST:END"), (["--range", "-1:3"], 64, "FIRST:END"),
    ] as [([String], Int32, String)] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, ["decode", "x.rdq", "-o", "y.raw"] + arguments, in: folder.url)
      #expect(run.exitCode == code && run.standardError.contains(words), "\(run.standardError)")
    }
    for (arguments, words) in [
      (["--type", "float23"], "float23"), (["--shape", "3,x"], "--shape is '3,x'"),
      (["--shape", "3,20"], "take 8000 bytes"), (["--type", "int16", "--method", "ecsq"], "auto"),
    ] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, ["encode", "a.raw", "-o", "y.rdq", "--snr", "20"] + arguments,
        in: folder.url)
      #expect(run.exitCode != 0 && run.standardError.contains(words), "\(run.standardError)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
  }
}
