import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDResults
import Studies

/// `rdtool sweep`: runs an experiment.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run an experiment: a built-in one by name, or one specified by a TOML file.",
    discussion: """
      Trials run side by side, one per core. Each is kept when it has finished, so a run that was interrupted or killed \
      resumes when the same command is given again, and ends with the same bytes. Flags override the file; they are \
      the keys of a specification.

      Experiments:
      \(ExperimentCatalogue.all.names.map { "  \($0)" }.joined(separator: "\n"))

      Examples:
        rdtool sweep gaussian --dims 10,30,50
        rdtool sweep gaussian --dims 10-50 --activation relu --epochs 100
        rdtool sweep experiments/gaussian-adjustments.toml --profile quick
      """)

  @Argument(
    help: ArgumentHelp("A built-in experiment, or a specification file.", valueName: "experiment"))
  var experiment: String

  @OptionGroup(title: "Specification")
  var keys: SpecificationFlags

  @OptionGroup(title: "Run")
  var runFlags: RunFlags

  func run() throws {
    let run = try SweepRun(
      experiment: experiment, profile: runFlags.profile, overrides: keys.overrides,
      folder: runFlags.out, jobs: runFlags.jobs, checkpointInterval: runFlags.checkpointEpochs)
    let report = try run.runShowingProgress()
    try printToStandardOutput(report.rendered(as: runFlags.format))
    if isatty(STDERR_FILENO) == 1 { printToStandardError("Results: \(run.folder)\n") }
    if !report.failures.isEmpty {
      let count = report.failures.count
      throw Diagnosis(
        .trialFailed,
        "\(count) of \(report.trialCount) trials failed; '\(run.folder)/points.csv' has their status.\n"
          + CommandError.lines(report.failures.prefix(5).map { "\($0.trial): \($0.reason)" })
          + (count > 5 ? "\n  and \(count - 5) more" : ""))
    }
  }
}
