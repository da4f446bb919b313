internal import ArgumentParser

@main
struct RDTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rdtool", abstract: "x", subcommands: [ReportCommand.self])
}
