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
      Trials run side by side, one per core. Each is kept when it has finished, so a run that was interrupted or killed \
      resumes when the same command is given again, and ends with the same bytes. Flags override the file; they are \
      the keys of a specification, each of which --set also sets. Results go to results/NAME, or to \
      results/NAME-WHAT-DIFFERS where the command line changes the specification.

      Several processes or machines that see the same folder may each run a part of the trials (--shard), the last step \
      publishes (--merge). --slurm leaves both to a Slurm cluster; docs/scaling.md says more.

      Experiments:
      \(ExperimentCatalogue.all.names.map { "  \($0)" }.joined(separator: "\n"))

      Examples:
        rdtool sweep gaussian --dims 10,30,50
        rdtool sweep gaussian --dims 10,30 --set hidden=64,32 --set epochs=40
        rdtool sweep gaussian --keys
        rdtool sweep experiments/near-limit.toml --dry-run
        rdtool sweep experiments/gaussian-adjustments.toml --profile quick
        rdtool sweep scalar-quantisers --profile quick --shard 1/2
        rdtool sweep scalar-quantisers --profile quick --shard 2/2
        rdtool sweep scalar-quantisers --profile quick --merge
      """)

  @Argument(
    help: ArgumentHelp("A built-in experiment, or a specification file.", valueName: "experiment"))
  var experiment: String

  @OptionGroup(title: "Specification")
  var keys: SpecificationFlags

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a key of the specification, as in epochs=20 or models.epochs=20 for all of its tables; may be repeated.",
      valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup(title: "Run")
  var runFlags: RunFlags

  @OptionGroup(title: "Several processes or machines")
  var cluster: ClusterFlags

  @OptionGroup(title: "Slurm")
  var slurm: SlurmFlags

  @Flag(name: .customLong("keys"), help: "List the keys with their defaults; run nothing.")
  var listsKeys = false

  @Flag(help: "Show the trials, what is stored and how long the rest may take; run nothing.")
  var dryRun = false

  func validate() throws {
    _ = try readSettings()
    let modes = [
      ("--keys", listsKeys), ("--dry-run", dryRun), ("--merge", cluster.merge),
      ("--slurm", slurm.slurm),
    ].filter(\.1).map(\.0)
    if slurm.slurm, cluster.shard != nil {
      throw ValidationError("--shard and --slurm cannot be used together. Leave one out.")
    }
    if slurm.slurm, runFlags.jobs != nil {
      throw ValidationError(
        "--jobs is for this machine. A task runs as many trials as it has processors, as by --sbatch --cpus-per-task=4."
      )
    }
    if modes.count > 1 {
      throw ValidationError(
        "\(modes.joined(separator: " and ")) cannot be used together. Leave one out.")
    }
  }

  private func readSettings() throws -> [SpecificationSetting] {
    try settings.map { try SpecificationSetting(parsing: $0) }
  }

  func run() throws {
    if listsKeys {
      let table = try SweepRun.keys(of: experiment, profile: runFlags.profile)
      return try printTable(table, as: runFlags.format)
    }
    let run = try SweepRun(
      experiment: experiment, profile: runFlags.profile, overrides: keys.overrides,
      settings: readSettings(), folder: runFlags.out, jobs: runFlags.jobs,
      checkpointInterval: runFlags.checkpointEpochs, acceptsMixedKernels: cluster.mixedKernels)
    if let note = run.folderNote { printToStandardError("\(note)\n") }
    if slurm.slurm { return try runOnSlurm(run) }
    let shard = try cluster.part
    if dryRun {
      let forecast = try run.forecast(of: shard)
      try printTable(forecast.table, as: runFlags.format)
      return printToStandardError("\(forecast.summary)\n")
    }
    if let shard { return try runPart(shard, of: run) }
    let report =
      cluster.merge ? try run.merge(command: SweepRun.command) : try run.runShowingProgress()
    try printToStandardOutput(
      report.rendered(as: runFlags.format, width: TerminalWidth.ofTables))
    if isatty(STDERR_FILENO) == 1 { printToStandardError("Results: \(run.folder)\n") }
    try check(
      report.failures, of: report.trialCount, seen: "'\(run.folder)/points.csv' has their status")
  }

  private func runOnSlurm(_ run: SweepRun) throws {
    let sweep = SlurmSweep(run)
    if slurm.status {
      let status = try sweep.status()
      try printTable(status.table, as: runFlags.format)
      return printToStandardError("\(status.summary)\n")
    }
    try printToStandardOutput(
      slurm.cancel
        ? sweep.cancel()
        : sweep.submit(tasks: slurm.tasks, options: slurm.sbatch, isResuming: slurm.resume))
  }

  private func runPart(_ shard: Shard, of run: SweepRun) throws {
    let report = try run.runShowingProgress(shard)
    try printToStandardOutput(
      "Part \(shard): \(report.trialCount) of \(run.plan.trials.count) trials, \(report.resumedCount) stored before, \(report.resumedTrainingCount) resumed in training, \(report.failures.count) failed. Folder: \(run.folder)\n"
    )
    try check(report.failures, of: report.trialCount, seen: "they are kept for --merge")
  }

  /// - Throws: `Diagnosis` if there are failed trials.
  private func check(
    _ failures: [RunReport.Failure], of trialCount: Int, seen: String
  ) throws {
    let count = failures.count
    guard count > 0 else { return }
    throw Diagnosis(
      .trialFailed,
      "\(count) of \(trialCount) trials failed; \(seen).\n"
        + CommandError.lines(failures.prefix(5).map { "\($0.trial): \($0.reason)" })
        + (count > 5 ? "\n  and \(count - 5) more" : ""))
  }
}
