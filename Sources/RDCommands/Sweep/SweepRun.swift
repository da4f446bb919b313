import Foundation
import RDCore
import RDExperiments
import RDResults
import Studies

/// One run of an experiment: resumed from stored trials, and published at the end.
package struct SweepRun {
  /// The plan.
  package let plan: ExperimentPlan

  /// The folder of the results.
  package let folder: String

  /// The number of concurrent trials; no result depends on it.
  private let jobs: Int

  /// Epochs between two checkpoints of a training.
  private let checkpointInterval: Int

  /// A run of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - folder: the folder of the results.
  ///   - jobs: the number of concurrent trials; one per core if `nil`.
  ///   - checkpointInterval: epochs between two checkpoints of a training.
  package init(
    plan: ExperimentPlan, folder: String, jobs: Int?, checkpointInterval: Int = 50
  ) {
    self.plan = plan
    self.folder = folder
    self.jobs = threadCount(jobs)
    self.checkpointInterval = checkpointInterval
  }

  /// A run by the arguments of `rdtool sweep`.
  ///
  /// - Parameters:
  ///   - experiment: a built-in experiment, or the path of a specification file.
  ///   - profile: the size of the run.
  ///   - overrides: keys of the specification with their values.
  ///   - folder: the folder of the results; `nil` for the experiment's own in `results`.
  ///   - jobs: the number of concurrent trials; one per core if `nil`.
  ///   - checkpointInterval: epochs between two checkpoints of a training.
  /// - Throws: `SpecificationError`; `UnknownName`.
  package init(
    experiment: String, profile: SpecificationRequest.Profile,
    overrides: [(key: String, value: SpecificationValue)], folder: String?, jobs: Int?,
    checkpointInterval: Int
  ) throws {
    let isFile = experiment.hasSuffix(".toml") || experiment.contains("/")
    let file = try isFile ? SpecificationFile(at: experiment) : nil
    let stem = ((experiment as NSString).lastPathComponent as NSString).deletingPathExtension
    self.init(
      plan: try Self.plan(experiment, file: file, profile: profile, overrides: overrides),
      folder: folder ?? "results/\(stem)\(profile.resultsSuffix)", jobs: jobs,
      checkpointInterval: checkpointInterval)
  }

  /// The plan of a built-in experiment, or of the one that a specification file names.
  static func plan(
    _ builtIn: String, file: SpecificationFile?, profile: SpecificationRequest.Profile,
    overrides: [(key: String, value: SpecificationValue)] = []
  ) throws -> ExperimentPlan {
    let request = SpecificationRequest(file: file, profile: profile, overrides: overrides)
    var name = builtIn
    if let file { name = try ExperimentCatalogue.name(in: file) }
    return try ExperimentCatalogue.all.entry(named: name).plan(request)
  }

  /// What an interruption ends with.
  package var interrupted: Diagnosis {
    Diagnosis(
      .interrupted,
      "Interrupted. What has finished is kept in '\(folder)'; give the same command again to resume."
    )
  }

  /// Runs the unfinished trials, and publishes the results.
  ///
  /// - Parameters:
  ///   - command: the words of the command line, for the provenance.
  ///   - observer: receives the progress.
  ///   - interruption: whether to stop.
  /// - Returns: the results, including failed trials.
  /// - Throws: `Diagnosis` if it was interrupted, ``ResourceLimitError``, or an error of files.
  package func run(
    command: [String], observer: (any ProgressObserver)? = nil,
    interruption: Interruption = Interruption()
  ) throws -> RunReport {
    try ResourceLimits.current.check(threads: jobs)
    let started = Date()
    let identity = try ProgramIdentity()
    let results = try ResultsFolder(at: folder, specification: plan.specificationText)
    let runner = Runner(
      plan: plan, jobs: jobs, computationHash: identity.computationHash,
      checkpointInterval: checkpointInterval, observer: observer, interruption: interruption)
    let report: RunReport
    do {
      report = try runner.run(into: results)
    } catch is RunInterrupted {
      throw interrupted
    }
    try results.publish(
      report.documents, files: report.files, timing: report.timing,
      provenance: identity.provenance(
        of: plan, report: report, command: command, jobs: jobs, started: started))
    return report
  }
}

extension SpecificationRequest.Profile {
  /// The suffix of a results folder: empty for the standard profile.
  package var resultsSuffix: String { self == .standard ? "" : "-\(rawValue)" }
}
