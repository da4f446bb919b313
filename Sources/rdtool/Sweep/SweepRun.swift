import Foundation
import RDCommands
import RDExperiments
import RDNumerics
import RDResults

/// One run of an experiment from the command line: resumed from what is kept, shown on a terminal, and published when it ends.
struct SweepRun {
  /// What to run.
  let plan: ExperimentPlan

  /// The folder of the results.
  let place: String

  /// Trials that run side by side; one a core if `nil`.
  let jobs: Int?

  /// Epochs between two checkpoints of a training.
  let checkpointInterval: Int

  /// Runs what has not run yet, and puts the results in place.
  ///
  /// - Returns: the results, failed trials among them.
  /// - Throws: ``SweepInterrupted``, or an error of files.
  func run() throws -> RunReport {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let jobs = min(jobs ?? cores, cores)
    let started = Date()
    let identity = try ProgramIdentity()
    let folder = try ResultsFolder(at: place, specification: plan.specificationText)
    for variable in BLAS.restrainingVariables(in: ProcessInfo.processInfo.environment)
    where isatty(STDERR_FILENO) == 1 {
      printToStandardError("Note: \(variable) is set and may halve the speed; see rdtool doctor.\n")
    }
    let progress = ProgressLine(plan: plan)
    InterruptionSignal.install()
    let runner = Runner(
      plan: plan, jobs: jobs, computationHash: identity.computationHash,
      checkpointInterval: checkpointInterval, observer: progress,
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
    return report
  }
}
