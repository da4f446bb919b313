import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test("help and version go to standard output")
  func helpAndVersion() async throws {
    for arguments in [["--help"], ["help"], []] {
      let run = try await ToolRun.program(ToolRun.builtTool, arguments)
      #expect(run.exitCode == 0)
      #expect(run.standardError == "")
      #expect(run.standardOutput.contains("SUBCOMMANDS"))
    }
    let version = try await ToolRun.rdtool("--version")
    #expect(version.standardOutput == "rdtool 0.2.0\n")
    #expect(version.exitCode == 0)
  }

  @Test("an unknown command is wrong use, with the nearest one named")
  func unknownCommand() async throws {
    let run = try await ToolRun.rdtool("docter")
    #expect(run.exitCode == 64)
    #expect(run.standardOutput == "")
    #expect(
      run.standardError.hasPrefix(
        "rdtool: There is no command 'docter'. Did you mean 'doctor'? Known: "))
  }

  @Test("an unknown option, a missing value and a wrong one are wrong use, with the usage")
  func wrongOptions() async throws {
    for arguments in [
      ["doctor", "--colour"], ["doctor", "--format"], ["doctor", "--format", "x"],
    ] {
      let run = try await ToolRun.program(ToolRun.builtTool, arguments)
      #expect(run.exitCode == 64)
      #expect(run.standardOutput == "")
      #expect(run.standardError.hasPrefix("rdtool: "))
      #expect(run.standardError.contains("Usage: rdtool doctor"))
    }
  }

  @Test("a reader that goes away ends the tool without a word")
  func brokenPipe() async throws {
    let tool = ToolRun.builtTool.path
    // The shell ignores the signal, as some callers do, and the tool inherits that.
    // The tool begins once the reader has closed the pipe.
    let script =
      "mkfifo gate; trap '' PIPE; { read -r _ <gate; '\(tool)' --help; echo \"code $?\" >&2; } | { exec <&-; echo >gate; }"
    let folder = try TemporaryFolder()
    let run = try await ToolRun.program(URL(filePath: "/bin/sh"), ["-c", script], in: folder.url)
    #expect(run.standardError == "code \(128 + SIGPIPE)\n")
  }
}
