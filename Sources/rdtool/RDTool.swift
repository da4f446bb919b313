internal import ArgumentParser

@main
struct RDTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rdtool", abstract: "x", subcommands: [SweepCommand.self, BenchCommand.self])
}
