import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDExperiments
import RDResults
import Studies

/// `rdtool sweep`: runs an experiment.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run an experiment: a built-in one by name, or one specified by a TOML file.",
    discussion: """
      Trials run side by side, one a core. Each is kept when it has finished, so a run that was interrupted or killed goes \
      on where it was when the same command is given again, and ends with the same bytes. Flags override the file; they are \
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
    let request = try SpecificationRequest(
      file: specificationFile(), profile: runFlags.profile, overrides: keys.overrides)
    let name = try request.file.map { file throws(SpecificationError) in
      try ExperimentCatalogue.name(in: file)
    }
    let plan = try ExperimentCatalogue.all.entry(named: name ?? experiment).plan(request)
    let place = runFlags.out ?? "results/\(stem)\(runFlags.profile.resultsSuffix)"

    let report = try SweepRun(
      plan: plan, place: place, jobs: runFlags.jobs, checkpointInterval: runFlags.checkpointEpochs
    ).run()
    try printToStandardOutput(report.rendered(as: runFlags.format))
    if isatty(STDERR_FILENO) == 1 { printToStandardError("Results: \(place)\n") }
    if !report.failures.isEmpty {
      throw TrialsFailed(failures: report.failures, trialCount: report.trialCount, place: place)
    }
  }

  /// The file that was named, or `nil` for a built-in experiment.
  private func specificationFile() throws(SpecificationError) -> SpecificationFile? {
    guard experiment.hasSuffix(".toml") || experiment.contains("/") else { return nil }
    return try SpecificationFile(at: experiment)
  }

  /// The name of the results: the experiment's, or the specification file's without its ending.
  private var stem: String {
    ((experiment as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
