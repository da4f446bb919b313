import Foundation
import Testing

/// The help of every command, as the tool was last seen to print it; `scripts/test --update-goldens` writes it anew.
@Suite("Help texts")
struct HelpTests {
  /// The arguments of every help text: of the tool itself, of every command that it lists, and of theirs.
  static func calls() async throws -> [[String]] {
    var calls: [[String]] = [[]]
    var index = 0
    while index < calls.count {
      let call = calls[index]
      index += 1
      calls += commands(in: try await help(call)).map { call + [$0] }
    }
    return calls
  }

  static func help(_ call: [String], columns: Int? = nil) async throws -> ToolRun {
    try await ToolRun.program(
      ToolRun.builtTool, call.isEmpty ? ["--help"] : ["help"] + call,
      environment: ["COLUMNS": columns.map { "\($0)" }])
  }

  private static func commands(in run: ToolRun) -> [String] {
    var isListing = false
    var names: [String] = []
    for line in run.lines {
      if line.hasSuffix("SUBCOMMANDS:") { isListing = true }
      // A name stands two columns in; a longer indentation continues a description.
      if isListing, line.hasPrefix("  "), !line.hasPrefix("   "), !line.hasPrefix("  See ") {
        names.append(String(line.dropFirst(2).prefix { !" ,".contains($0) }))
      }
    }
    return names
  }

  /// The commands of the examples of a help text, continued lines joined.
  static func examples(in run: ToolRun) -> [String] {
    let block = run.lines.drop { $0 != "Examples:" }.dropFirst().prefix { $0.hasPrefix("  ") }
    return block.joined(separator: "\n").replacing("\\\n", with: " ").split(separator: "\n")
      .map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test("are what they were, and no line is wider than a terminal")
  func goldens() async throws {
    let folder = ToolRun.packageFolder.appending(path: "Tests/rdtoolTests/Help")
    let calls = try await Self.calls()
    try #require(calls.contains(["doctor"]) && calls.contains(["data", "fetch"]))
    for call in calls {
      let run = try await Self.help(call)
      #expect(run.exitCode == 0)
      #expect(run.lines.allSatisfy { $0.count <= 80 }, "\(call)")
      let golden = folder.appending(
        path: "\((call.isEmpty ? ["rdtool"] : call).joined(separator: "-")).txt")
      if ProcessInfo.processInfo.environment["RDTOOL_UPDATE_GOLDENS"] != nil {
        try Data(run.standardOutput.utf8).write(to: golden)
      }
      let expected = try? String(contentsOf: golden, encoding: .utf8)
      #expect(
        run.standardOutput == expected,
        "'\(call)': if the change is meant, run scripts/test --update-goldens and read the difference"
      )
    }
  }

  @Test("have examples, which are the same lines in a narrow terminal, while the rest is broken")
  func narrow() async throws {
    for call in try await Self.calls() {
      let wide = Self.examples(in: try await Self.help(call))
      #expect(!wide.isEmpty && wide.allSatisfy { $0.hasPrefix("rdtool ") }, "\(call)")
      let run = try await Self.help(call, columns: 50)
      #expect(Self.examples(in: run) == wide, "\(call)")
      var isContinued = false
      for line in run.lines {
        let isExample = line.hasPrefix("  rdtool ") || isContinued
        isContinued = isExample && line.hasSuffix("\\")
        // Usages stand as they are written; a word may be longer than a line.
        let isFree = isExample || line.hasPrefix("USAGE") || line.hasPrefix("       ")
        #expect(isFree || line.count <= 50 || !line.dropFirst(26).contains(" "), "\(call): \(line)")
      }
    }
  }

  @Test("group the commands")
  func groups() async throws {
    let headings = try await Self.help([]).lines.filter { $0.hasSuffix("SUBCOMMANDS:") }
    #expect(
      headings == [
        "THEORY AND QUANTISER SUBCOMMANDS:", "CODEC SUBCOMMANDS:", "STUDY SUBCOMMANDS:",
        "MACHINE SUBCOMMANDS:",
      ])
  }
}
