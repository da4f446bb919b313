import Foundation
import Testing

/// Runs what the README shows.
@Suite("The README")
struct ReadmeTests {
  private static let readme =
    (try? String(
      contentsOf: ToolRun.packageFolder.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The lines of every fenced block of one kind.
  private static func blocks(_ kind: String) -> [[String]] {
    var blocks: [[String]] = []
    var current: [String]?
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line == "```\(kind)" {
        current = []
      } else if line == "```", let block = current {
        blocks.append(block)
        current = nil
      } else {
        current?.append(line)
      }
    }
    return blocks
  }

  static let sessions = blocks("console")

  static let calls = blocks("sh").flatMap { $0 }.compactMap { line -> [String]? in
    let words = line.split(separator: "#", maxSplits: 1)[0].split(separator: " ").map(String.init)
    guard let first = words.first, ["rdtool", "scripts/rdtool"].contains(first) else { return nil }
    return Array(words.dropFirst())
  }

  @Test("has examples to run")
  func examples() {
    #expect(Self.sessions.count >= 3)
    #expect(Self.calls.count >= 5)
  }

  @Test("shows the table that the report made from the committed results")
  func claimTable() throws {
    let table = try String(
      contentsOf: ToolRun.packageFolder.appending(
        path: "results/gaussian-sweep/figures/claim-table.md"), encoding: .utf8)
    #expect(table.contains("autoencoder"))
    #expect(Self.readme.contains(table))
  }

  @Test("shows what the tool prints", arguments: sessions)
  func session(_ lines: [String]) async throws {
    let words = try #require(lines.first).split(separator: " ").map(String.init)
    try #require(words.prefix(2) == ["$", "rdtool"])
    let run = try await ToolRun.program(ToolRun.builtTool, Array(words.dropFirst(2)))
    #expect(run.exitCode == 0)
    #expect(run.standardOutput == lines.dropFirst().joined(separator: "\n") + "\n")
  }

  @Test("names commands that work; sweeps at their quick profile", arguments: calls)
  func call(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    for name in ["experiments", "results"] {
      try FileManager.default.createSymbolicLink(
        at: folder.file(name + (name == "results" ? "-of-the-repository" : "")),
        withDestinationURL: ToolRun.packageFolder.appending(path: name))
    }
    _ = try folder.write(
      "amplitude\n" + (0..<400).map { "\(Double(($0 * 7919) % 1009) / 100 - 5)\n" }.joined(),
      to: "samples.csv")
    var call = arguments
    switch call[0] {
    case "sweep" where !call.contains("quick"): call += ["--profile", "quick"]
    case "bench": call += ["--quick"]
    case "report": call += ["--results", "results-of-the-repository", "--out", "figures"]
    default: break
    }
    // The report of all results takes half a minute of a quiet machine.
    let run = try await ToolRun.program(
      ToolRun.builtTool, call, in: folder.url, timeLimit: .seconds(600))
    #expect(run.exitCode == 0, "\(call): \(run.standardError)")
    #expect(!run.standardOutput.isEmpty)
  }
}
