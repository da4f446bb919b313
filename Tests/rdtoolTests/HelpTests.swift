import Foundation
import Testing

/// The help of every command, as the tool was last seen to print it; `scripts/test --update-goldens` writes it anew.
@Suite("Help texts")
struct HelpTests {
  /// The tool itself, then every command that it lists.
  static var commands: [String] {
    get async throws {
      let help = try await ToolRun.rdtool("--help").lines
      let listed = help.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
      // A name stands two columns in; a longer indentation continues a description.
      return [""]
        + listed.filter { !$0.hasPrefix("   ") }.map { String($0.split { " ,".contains($0) }[0]) }
    }
  }

  @Test("are what they were, and no line is wider than a terminal")
  func goldens() async throws {
    let folder = ToolRun.packageFolder.appending(path: "Tests/rdtoolTests/Help")
    let commands = try await Self.commands
    try #require(commands.contains("doctor"))
    for command in commands {
      let run = try await ToolRun.program(
        ToolRun.builtTool, command.isEmpty ? ["--help"] : ["help", command])
      #expect(run.exitCode == 0)
      #expect(run.lines.allSatisfy { $0.count <= 80 }, "\(command)")
      let golden = folder.appending(path: "\(command.isEmpty ? "rdtool" : command).txt")
      if ProcessInfo.processInfo.environment["RDTOOL_UPDATE_GOLDENS"] != nil {
        try Data(run.standardOutput.utf8).write(to: golden)
      }
      let expected = try? String(contentsOf: golden, encoding: .utf8)
      #expect(
        run.standardOutput == expected,
        "'\(command)': if the change is meant, run scripts/test --update-goldens and read the difference"
      )
    }
  }
}
