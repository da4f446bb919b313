import ArgumentParser
import RDCommands
import RDCore

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

      Three ways to begin:
        rdtool quantise --bits 3-6               design and compare quantisers
        rdtool sweep gaussian --dims 10,30,50    autoencoders, PCA, subsampling
        rdtool bound gaussian                    what no compressor can beat

      A list is written 10,30,50, a range 3-6 or 0:4:0.25, anything with parameters \
      NAME:key=value,key=value, as in gaussian:mean=-0.71,standard-deviation=2.385. Where a command \
      has --format, csv and json are for programs. 'rdtool help COMMAND' explains a command.
      """,
    version: "rdtool \(version)",
    subcommands: [
      QuantiseCommand.self,
      SweepCommand.self,
      BoundCommand.self,
      LedgerCommand.self,
      CompareCommand.self,
      SourcesCommand.self,
      DataCommand.self,
      TrainCommand.self,
      EncodeCommand.self,
      DecodeCommand.self,
      EvaluateCommand.self,
      EmbedCommand.self,
      ReportCommand.self,
      ReproduceCommand.self,
      BenchCommand.self,
      DoctorCommand.self,
    ])

  /// The version of the tool, as in `CHANGELOG.md`.
  static let version = "0.2.0"

  /// Runs the command of the process's arguments, and exits with its code.
  static func main() {
    TerminationSignal.install()
    do {
      try ResourceLimits.current.checkStart()
    } catch {
      Ending(running: error).endAtOnce()
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    let command: any ParsableCommand
    do {
      try checkCommandName(arguments)
      command = try parseAsRoot(arguments)
    } catch {
      Ending(parsing: error).end()
    }
    do {
      var running = command
      try running.run()
    } catch {
      Ending(running: error).end()
    }
  }

  /// - Throws: ``UnknownName`` if the first argument is a word that is not a command.
  private static func checkCommandName(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    guard known.contains(name) else {
      throw UnknownName(kind: "command", name: name, known: known)
    }
  }
}
