import Foundation
import Testing

@Suite("Signals and limits")
struct SignalTests {
  /// Raw float32 of which encoding takes a while: the numbers of a linear congruence.
  private func writeNumbers(_ count: Int, to name: String, in folder: TemporaryFolder) throws {
    var state: UInt32 = 2026
    let numbers = (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / 16_777_216 - 0.71
    }
    try numbers.withUnsafeBytes { Data($0) }.write(to: folder.file(name))
  }

  private func names(_ folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test(
    "a signal ends a command as it should, and its temporary file goes",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func temporaryFile(_ signal: Int32) async throws {
    let folder = try TemporaryFolder()
    try writeNumbers(1 << 22, to: "a.f32", in: folder)
    let watch = FolderWatch(folder.url)
    let run = try await ToolRun.rdtool(
      "encode", "a.f32", "-o", "a.coded", "--method", "ectcq:states=256", "--rate", "2",
      in: folder.url
    ) { process in
      watch.send(signal, to: process) { names(folder.url).contains { $0.contains(".partial-") } }
    }
    #expect(run.exitCode == 128 + signal, "\(run.standardError)")
    #expect(names(folder.url) == ["a.f32"])
  }

  @Test("a signal that the caller ignores stays ignored, as under nohup")
  func ignored() async throws {
    let folder = try TemporaryFolder()
    try writeNumbers(1 << 18, to: "a.f32", in: folder)
    let call = "'\(ToolRun.builtTool.path)' encode a.f32 -o a.coded --rate 2"
    let watch = FolderWatch(folder.url)
    let run = try await ToolRun.program(
      URL(filePath: "/bin/bash"), ["-c", "trap '' HUP; exec \(call)"], in: folder.url
    ) { process in
      watch.send(SIGHUP, to: process) { names(folder.url).contains { $0.contains(".partial-") } }
    }
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(names(folder.url) == ["a.coded", "a.f32"])
  }

  @Test("what another program has started ends with the command")
  func otherPrograms() async throws {
    let folder = try TemporaryFolder()
    try (Data("P5 4 4 255 ".utf8) + [UInt8](0..<16)).write(to: folder.file("a.pgm"))
    let watch = FolderWatch(folder.url)
    let run = try await ToolRun.rdtool(
      "compare", "a.pgm", "--external",
      "slow: sh -c 'sleep 300 & echo $! > child; mv child ready; wait' {in} {out}", in: folder.url
    ) { process in
      watch.send(SIGINT, to: process) { names(folder.url).contains("ready") }
    }
    #expect(run.exitCode == 128 + SIGINT, "\(run.standardError)")
    let text = try String(contentsOf: folder.file("ready"), encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    // Until init has taken note of its end.
    for _ in 0..<200 where kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
    #expect(kill(child, 0) != 0 || status?.contains(") Z ") == true)
  }

  @Test("a hangup stops a sweep in good order")
  func sweepStops() async throws {
    let folder = try TemporaryFolder()
    let trials = folder.file("r/.trials")
    try FileManager.default.createDirectory(at: trials, withIntermediateDirectories: true)
    let watch = FolderWatch(trials)
    let run = try await ToolRun.rdtool(
      "sweep", "gaussian", "--profile", "quick", "--out", "r", "--jobs", "1", in: folder.url
    ) { process in
      watch.send(SIGHUP, to: process) {
        names(trials).contains { $0.hasSuffix(".trial") || $0.hasSuffix(".checkpoint") }
      }
    }
    #expect(run.exitCode == 130, "\(run.standardError)")
    #expect(run.standardError.contains("same command again"))
    #expect(!names(trials).contains { $0.contains(".partial-") })
    #expect(!names(folder.file("r")).contains("provenance.json"))
  }

  @Test("limits that are too low are said, and nothing hangs")
  func limits() async throws {
    let folder = try TemporaryFolder()
    for (limit, part) in [
      ("-v 300000", "ulimit -v"), ("-v 600000", "ulimit -v"), ("-n 12", "ulimit -n"),
    ] {
      let call = "'\(ToolRun.builtTool.path)' sweep gaussian --profile quick --jobs 2 --out r"
      let run = try await ToolRun.program(
        URL(filePath: "/bin/bash"), ["-c", "ulimit \(limit); exec \(call)"], in: folder.url,
        timeLimit: .seconds(60))
      #expect(run.exitCode == 71, "\(limit): \(run.standardError)")
      #expect(run.standardError.contains(part), "\(run.standardError)")
      #expect(names(folder.url).isEmpty)
    }
  }
}
