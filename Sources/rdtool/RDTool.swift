import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDDataSets

/// The root command.
@main
struct RDTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rdtool",
    abstract:
      "How far is a compressor from the rate-distortion bound, and where does the gap come from?",
    discussion: """
      Every compressor, from subsampling to a neural autoencoder, is put on one axis \
      with the theory: rate in bits per sample, distortion, and the bound beside it.

      Examples:
        rdtool quantise --bits 3-6
        rdtool sweep gaussian --dims 10,30,50
        rdtool bound gaussian

      A list is written 10,30,50, a range 3-6, 3:6 or 0:4:0.25, anything with parameters \
      NAME:key=value,key=value, as in gaussian:mean=-0.71,standard-deviation=2.385. Where a command \
      has --format, csv and json are for programs. 'rdtool help COMMAND' explains a command.
      """,
    version: "rdtool \(version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Theory and quantiser",
        subcommands: [
          BoundCommand.self, SourcesCommand.self, QuantiseCommand.self, LedgerCommand.self,
        ]),
      CommandGroup(
        name: "Codec",
        subcommands: [
          EncodeCommand.self, DecodeCommand.self, TrainCommand.self, EvaluateCommand.self,
          CompareCommand.self, MeasureCommand.self, BDCommand.self, ModelCommand.self,
        ]),
      CommandGroup(
        name: "Study",
        subcommands: [
          SweepCommand.self, ReportCommand.self, ReproduceCommand.self, EmbedCommand.self,
          DataCommand.self,
        ]),
      CommandGroup(
        name: "Machine",
        subcommands: [
          DoctorCommand.self, BenchCommand.self, CompletionCommand.self, ManualCommand.self,
        ]),
    ])

  /// The version of the tool, as in `CHANGELOG.md`.
  static let version = "0.2.0"

  /// Runs the command of the process's arguments, and exits with its code.
  static func main() {
    TerminationSignal.install()
    // A file beyond the limit of `ulimit -f` is an error of writing, with a message, instead of the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try ResourceLimits.current.checkStart()
    } catch {
      Ending(running: error).endAtOnce()
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    let command: any ParsableCommand
    do {
      try checkCommandName(arguments)
      try ArgumentCheck(arguments).check()
      command = try parseAsRoot(arguments)
    } catch {
      Ending(parsing: error).end()
    }
    do {
      PictureJournal.standard.receive { entry in
        // A line of progress may stand there.
        let clearing = isatty(STDERR_FILENO) == 1 ? "\r\u{1b}[K" : ""
        printToStandardError("\(clearing)\(entry)\n")
      }
      // A command that fails otherwise says the number of skipped pictures too.
      defer {
        if let summary = PictureJournal.standard.summary {
          printToStandardError("rdtool: \(summary)\n")
        }
      }
      var running = command
      try running.run()
    } catch {
      Ending(running: error).end()
    }
    if PictureJournal.standard.summary != nil { Foundation.exit(FailureClass.trialFailed.rawValue) }
  }

  /// - Throws: ``UnknownName`` if the first argument is a word that is not a command.
  private static func checkCommandName(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    let aliases = configuration.subcommands.flatMap { $0.configuration.aliases }
    guard (known + aliases).contains(name) else {
      throw UnknownName(kind: "command", name: name, known: known)
    }
  }
}
