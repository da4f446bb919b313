internal import ArgumentParser
internal import Foundation
internal import RDCore
internal import RDExperiments
internal import RDNumerics
internal import RDResults

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
    let suffix = runFlags.profile == .standard ? "" : "-\(runFlags.profile.rawValue)"
    let place = runFlags.out ?? "results/\(stem)\(suffix)"

    let cores = ProcessInfo.processInfo.activeProcessorCount
    let jobs = min(runFlags.jobs ?? cores, cores)
    let started = Date()
    let identity = try ProgramIdentity()
    let folder = try ResultsFolder(at: place, specification: plan.specificationText)
    let isTerminal = isatty(STDERR_FILENO) == 1
    for variable in BLAS.restrainingVariables(in: ProcessInfo.processInfo.environment)
    where isTerminal {
      printToStandardError("Note: \(variable) is set and may halve the speed; see rdtool doctor.\n")
    }
    let progress = ProgressLine(plan: plan)
    InterruptionSignal.install()
    let runner = Runner(
      plan: plan, jobs: jobs, computationHash: identity.computationHash,
      checkpointInterval: runFlags.checkpointEpochs, observer: progress,
      interruption: InterruptionSignal.interruption)
    let report: RunReport
    do {
      report = try runner.run(into: folder)
    } catch is RunInterrupted {
      progress?.clear()
      throw SweepInterrupted(place: place)
    } catch {
      progress?.clear()
      throw error
    }
    progress?.clear()
    try folder.publish(
      report.documents, files: report.files, timing: report.timing,
      provenance: identity.provenance(
        of: plan, report: report, command: ["rdtool"] + CommandLine.arguments.dropFirst(),
        jobs: jobs, started: started))
    try printToStandardOutput(report.rendered(as: runFlags.format))
    if isTerminal { printToStandardError("Results: \(place)\n") }
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
