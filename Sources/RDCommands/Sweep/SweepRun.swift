import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults
import Studies

/// One run of an experiment: resumed from stored trials, and published at the end.
package struct SweepRun {
  /// The plan.
  package let plan: ExperimentPlan

  /// The folder of the results.
  package let folder: String

  /// Where the folder's name comes from, for people; `nil` where it is that of the experiment or given.
  package let folderNote: String?

  /// A folder that may hold times of the same trials.
  private let timedFolder: String?

  /// The number of concurrent trials; no result depends on it.
  private let jobs: Int

  /// Epochs between two checkpoints of a training.
  private let checkpointInterval: Int

  /// Whether trials that other kernels computed are taken, too.
  private let acceptsMixedKernels: Bool

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
    self.init(
      plan: plan, folder: folder, note: nil, timedFolder: nil, jobs: jobs,
      checkpointInterval: checkpointInterval, acceptsMixedKernels: false)
  }

  private init(
    plan: ExperimentPlan, folder: String, note: String?, timedFolder: String?, jobs: Int?,
    checkpointInterval: Int, acceptsMixedKernels: Bool
  ) {
    self.plan = plan
    self.folder = folder
    folderNote = note
    self.timedFolder = timedFolder
    self.jobs = threadCount(jobs)
    self.checkpointInterval = checkpointInterval
    self.acceptsMixedKernels = acceptsMixedKernels
  }

  /// A run by the arguments of `rdtool sweep`.
  ///
  /// - Parameters:
  ///   - experiment: a built-in experiment, or the path of a specification file.
  ///   - profile: the size of the run.
  ///   - overrides: keys of the specification with their values.
  ///   - settings: keys with the texts of their values.
  ///   - folder: the folder of the results; `nil` for the experiment's own in `results`, or one beside it whose name says what
  ///     the command line changes.
  ///   - jobs: the number of concurrent trials; one per core if `nil`.
  ///   - checkpointInterval: epochs between two checkpoints of a training.
  ///   - acceptsMixedKernels: whether trials that other kernels computed are taken, too.
  /// - Throws: `SpecificationError`; `UnknownName`.
  package init(
    experiment: String, profile: SpecificationRequest.Profile,
    overrides: [(key: String, value: SpecificationValue)], settings: [SpecificationSetting] = [],
    folder: String?, jobs: Int?, checkpointInterval: Int, acceptsMixedKernels: Bool = false
  ) throws {
    let file = try Self.file(experiment)
    let stem = ((experiment as NSString).lastPathComponent as NSString).deletingPathExtension
    let request = SpecificationRequest(
      file: file, profile: profile, overrides: overrides, settings: settings)
    let entry = try Self.experiment(experiment, file: file)
    let plan = try entry.plan(request)
    let usual = "results/\(stem)\(profile.resultsSuffix)"
    var chosen = folder ?? usual
    var note: String?
    // What the command line does not change may be out of range by itself; then all is its own.
    let base = try? entry.plan(request.withoutChanges)
    let change = SpecificationChange(
      from: base?.specificationText ?? "", to: plan.specificationText)
    if folder == nil, !change.keys.isEmpty, !Self.holds(plan, usual) {
      chosen = usual + change.folderSuffix
      note =
        "Results go to \(chosen): set by the command line: \(change.keys.joined(separator: ", "))."
    }
    self.init(
      plan: plan, folder: chosen, note: note, timedFolder: usual, jobs: jobs,
      checkpointInterval: checkpointInterval, acceptsMixedKernels: acceptsMixedKernels)
  }

  /// The keys of an experiment: what each must be, its default, and its meaning.
  ///
  /// - Parameters:
  ///   - experiment: a built-in experiment, or the path of a specification file, whose values are the defaults then.
  ///   - profile: the size of the run.
  /// - Returns: a row for each key.
  /// - Throws: `SpecificationError`; `UnknownName`.
  package static func keys(
    of experiment: String, profile: SpecificationRequest.Profile
  ) throws -> Table {
    let file = try file(experiment)
    return try Self.experiment(experiment, file: file)
      .keys(SpecificationRequest(file: file, profile: profile, overrides: []))
  }

  private static func file(_ experiment: String) throws -> SpecificationFile? {
    let isFile = experiment.hasSuffix(".toml") || experiment.contains("/")
    return try isFile ? SpecificationFile(at: experiment) : nil
  }

  private static func experiment(
    _ builtIn: String, file: SpecificationFile?
  ) throws -> any Experiment.Type {
    try ExperimentCatalogue.all.entry(
      named: try file.map { try ExperimentCatalogue.name(in: $0) } ?? builtIn)
  }

  /// Whether a folder holds results of this very specification, as of a version that knew no other folder.
  private static func holds(_ plan: ExperimentPlan, _ folder: String) -> Bool {
    let stored = try? String(contentsOfFile: "\(folder)/specification.toml", encoding: .utf8)
    return stored == plan.specificationText
  }

  /// The plan of a built-in experiment, or of the one that a specification file names.
  static func plan(
    _ builtIn: String, file: SpecificationFile?, profile: SpecificationRequest.Profile
  ) throws -> ExperimentPlan {
    try experiment(builtIn, file: file)
      .plan(SpecificationRequest(file: file, profile: profile, overrides: []))
  }

  /// What a run would do: its trials, which of them are stored, and the time that the others may take.
  ///
  /// Nothing is written.
  ///
  /// - Parameter shard: the part of the trials; all if `nil`.
  /// - Returns: the forecast.
  /// - Throws: `OutputError` if a stored trial is damaged.
  package func forecast(of shard: Shard? = nil) throws -> SweepForecast {
    SweepForecast(
      of: plan, stored: try runner(ProgramIdentity().computation).storedTrials(under: folder),
      positions: positions(of: shard), times: times, jobs: jobs, folder: folder)
  }

  /// The times of an earlier run, if any; those of the folder itself first.
  private var times: TrialTimes? {
    TrialTimes(under: [folder, timedFolder].compactMap { $0 }, of: plan)
  }

  /// The seconds that each trial is expected to take; `nil` if no earlier run tells.
  var expectedSeconds: [Double]? { times?.expectedSeconds(of: plan.trials) }

  /// The positions of the trials of a part; of all without one.
  package func positions(of shard: Shard?) -> [Int] {
    shard?.positions(of: expectedCosts) ?? Array(plan.trials.indices)
  }

  /// The expected cost of each trial: as it was submitted to Slurm, else by an earlier run, with a hundredth of a second for what a
  /// trial costs besides.
  var expectedCosts: [Double] {
    if let submitted = TrialTimes(under: [SlurmSubmission.folder(of: folder)], of: plan) {
      return submitted.expectedSeconds(of: plan.trials)
    }
    return unsubmittedCosts
  }

  private var unsubmittedCosts: [Double] {
    expectedSeconds?.map { $0 + 0.01 } ?? plan.trials.map(\.cost)
  }

  /// Fixes the costs by which the trials are divided, so that all jobs see the same: none of what is not to be run.
  func fixCosts(areToRun: [Bool]) throws {
    let costs = unsubmittedCosts
    let table = CSVDocument(
      columns: ["trial", "seconds"],
      rows: plan.trials.indices.map { [plan.trials[$0].name, "\(areToRun[$0] ? costs[$0] : 0)"] })
    try AtomicFile.write(table.text, to: SlurmSubmission.folder(of: folder) + "/timing.csv")
  }

  /// What a merge would find of each trial.
  ///
  /// - Throws: `OutputError` if the store cannot be read.
  func examine() throws -> TrialMerge {
    try runner(ProgramIdentity().computation).examine(TrialStore(existingIn: folder))
  }

  /// Whether the folder holds what a merge would publish.
  func isPublished(_ merge: TrialMerge) -> Bool {
    guard let report = try? merge.report() else { return false }
    return Provenance(ofResults: folder)?.resultHashes == report.resultHashes
  }

  /// What only other kernels have computed of a part's trials, and is computed again; `nil` if there is none, or it is taken.
  ///
  /// - Throws: `OutputError` if the store cannot be read.
  package func noteOfOtherKernels(in shard: Shard?) throws -> String? {
    guard !acceptsMixedKernels else { return nil }
    let stored = try TrialStore(existingIn: folder).survey()
    let keys = try runner(ProgramIdentity().computation).keys
    let others = positions(of: shard).compactMap { position in
      let paths = stored.paths(.trial, of: keys[position])
      return paths[keys[position].kernelDigest] == nil ? paths.values.min() : nil
    }
    guard let first = others.first, let origin = try? TrialStore.record(at: first)?.origin else {
      return nil
    }
    return
      "\(others.count) trials are stored by the kernels \(origin.kernels) (on \(origin.node)), and are computed again by \(keys[0].kernels); --mixed-kernels would take them."
  }

  /// The flags of this run that its jobs take over.
  var jobArguments: [String] {
    ["--checkpoint-epochs", "\(checkpointInterval)"]
      + (acceptsMixedKernels ? ["--mixed-kernels"] : [])
  }

  private func runner(
    _ computation: Computation, observer: (any ProgressObserver)? = nil,
    interruption: Interruption = Interruption()
  ) -> Runner {
    Runner(
      plan: plan, jobs: jobs, computation: computation, acceptsMixedKernels: acceptsMixedKernels,
      checkpointInterval: checkpointInterval, observer: observer, interruption: interruption)
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
    return try publishing(command) { computation, results in
      try runner(computation, observer: observer, interruption: interruption).run(into: results)
    }
  }

  /// Runs the unfinished trials of a part, beside other processes that run the rest; nothing is published.
  ///
  /// - Parameters:
  ///   - shard: the part.
  ///   - observer: receives the progress.
  ///   - interruption: whether to stop.
  /// - Returns: what was done.
  /// - Throws: as ``run(command:observer:interruption:)``.
  package func run(
    _ shard: Shard, observer: (any ProgressObserver)? = nil,
    interruption: Interruption = Interruption()
  ) throws -> ShardReport {
    try ResourceLimits.current.check(threads: jobs)
    let results = try ResultsFolder(
      at: folder, specification: plan.specificationText, access: .shared)
    let runner = runner(
      try ProgramIdentity().computation, observer: observer, interruption: interruption)
    do {
      return try runner.run(positions(of: shard), into: results)
    } catch is RunInterrupted {
      throw interrupted
    }
  }

  /// Puts stored trials together, and publishes the results; nothing is run.
  ///
  /// - Parameter command: the words of the command line, for the provenance.
  /// - Returns: the results, including failed trials.
  /// - Throws: `MergeProblem` if trials are missing, contradictory or of several kernels; `Diagnosis` if nothing is stored; an error of
  ///   files.
  package func merge(command: [String]) throws -> RunReport {
    guard FileManager.default.fileExists(atPath: folder + "/.trials") else {
      throw Diagnosis.missing(
        "'\(folder)' holds no trials. Name the folder of the parts with --out.")
    }
    return try publishing(command, access: .publishing) { computation, results in
      try runner(computation).merge(from: results.trials)
    }
  }

  private func publishing(
    _ command: [String], access: ResultsFolder.Access = .exclusive,
    _ work: (Computation, ResultsFolder) throws -> RunReport
  ) throws -> RunReport {
    let started = Date()
    let identity = try ProgramIdentity()
    let results = try ResultsFolder(
      at: folder, specification: plan.specificationText, access: access)
    let report: RunReport
    do {
      report = try work(identity.computation, results)
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
