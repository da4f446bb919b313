import ArgumentParser
import RDCore

/// `rdtool completion`: the completion script of a shell.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the script that completes commands and options in a shell.",
    usage: "rdtool completion bash|zsh|fish",
    discussion: """
      The script goes to standard output; scripts/install puts all three where the shells look.

      Examples:
        rdtool completion bash > rdtool.bash
        rdtool completion zsh > _rdtool
        rdtool completion fish > rdtool.fish
      """)

  @Argument(help: ArgumentHelp("The shell: bash, zsh or fish.", valueName: "shell"))
  var shell: String

  func validate() throws {
    _ = try chosen()
  }

  func run() throws {
    try printToStandardOutput(RDTool.completionScript(for: chosen()) + "\n")
  }

  private func chosen() throws(UnknownName) -> CompletionShell {
    guard let known = CompletionShell(rawValue: shell) else {
      throw UnknownName(
        kind: "shell", name: shell, known: CompletionShell.allCases.map(\.rawValue).sorted())
    }
    return known
  }
}
