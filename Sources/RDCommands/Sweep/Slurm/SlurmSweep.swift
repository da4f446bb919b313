import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults

/// A sweep on a Slurm cluster: an array of jobs, each of which runs a part of the trials, and a job that publishes.
///
/// The store of trials is the only memory of what is done, so what the cluster forgets is submitted again.
package struct SlurmSweep {
  private let run: SweepRun

  /// The folder of the results as an absolute path.
  private let folder: String

  /// The name of the jobs, which belongs to the folder.
  private let name: String

  /// A task of fewer seconds would cost the cluster more than it computes.
  private static let leastTaskSeconds = 30.0

  /// Seconds from the signal to the end of a task whose time is up.
  private static let secondsToStop = 60

  package init(_ run: SweepRun) {
    self.run = run
    folder = URL(fileURLWithPath: run.folder).standardizedFileURL.path
    name = "rdtool-\(ContentHash(of: folder).description.prefix(8))"
  }

  /// Submits the trials that are missing, and the job that publishes.
  ///
  /// - Parameters:
  ///   - tasks: the most tasks; `nil` for those of the last submission, or 50.
  ///   - options: options of `sbatch` as a text of words; `nil` for those of the last submission.
  ///   - isResuming: whether tasks that are still in the queue stay there and the others are submitted; else there must be none.
  /// - Returns: what was submitted, and how to follow it.
  /// - Throws: `Diagnosis`; `OutputError`.
  package func submit(tasks: Int?, options: String?, isResuming: Bool) throws -> String {
    let options = try options.map(words)
    let queue = try SlurmQueue(of: name)
    let earlier = try SlurmSubmission.stored(in: folder)
    guard isResuming || queue.isEmpty else {
      throw Diagnosis.wrongUse(
        "The sweep of '\(run.folder)' is in the queue as \((queue.partJobs + queue.mergeJobs).joined(separator: " and ")). Add --status to look, --resume to submit what is missing, or --cancel."
      )
    }
    guard !isResuming || earlier != nil else { throw notSubmitted }
    // Makes the folder with its specification, which the jobs read.
    _ = try ResultsFolder(
      at: folder, specification: run.plan.specificationText, access: .shared)
    try AtomicFile.createFolder(SlurmSubmission.folder(of: folder))
    let isDone = try run.finishedTrials()
    var submission = SlurmSubmission(
      partCount: earlier?.partCount ?? 1, tasks: tasks ?? earlier?.tasks ?? 50,
      options: options ?? earlier?.options ?? [], jobs: earlier?.jobs ?? [])
    if queue.partJobs.isEmpty {
      // Nobody runs the parts of before.
      submission.partCount = try partCount(isDone, most: submission.tasks)
      try run.fixCosts(isDone: isDone)
    }
    let queued = queue.tasks
    let parts = Shard.partition(run.expectedCosts, into: submission.partCount)
    let wanted = parts.indices.filter { part in
      queued[part + 1] == nil && parts[part].contains { !isDone[$0] }
    }.map { $0 + 1 }
    let script = SlurmScript(
      program: try program(),
      arguments: ["sweep", folder + "/specification.toml", "--out", folder] + run.jobArguments,
      partCount: submission.partCount, workingFolder: FileManager.default.currentDirectoryPath)
    let scriptPath = SlurmSubmission.folder(of: folder) + "/sweep.sh"
    try AtomicFile.write(script.text, to: scriptPath)
    try submission.store(in: folder)
    // A merge that runs would keep new tasks out of the folder.
    if !queue.mergeJobs.isEmpty {
      _ = try SlurmCluster.output(of: "scancel", queue.mergeJobs)
    }
    var partJobs = queue.partJobs
    if !wanted.isEmpty {
      let job = try SlurmCluster.submit(
        [
          "--job-name=\(name)", "--array=\(Self.ranges(wanted))", "--requeue",
          "--signal=B:TERM@\(Self.secondsToStop)", output("%A-%a"), "--open-mode=append",
        ] + submission.options, script: [scriptPath, "part"])
      partJobs.append(job)
      submission.jobs.append(job)
      try submission.store(in: folder)
    }
    // After the tasks however they end: what they have stored decides.
    let merge = try SlurmCluster.submit(
      ["--job-name=\(name)-merge", output("merge-%j")]
        + (partJobs.isEmpty ? [] : ["--dependency=afterany:\(partJobs.joined(separator: ":"))"])
        + submission.options, script: [scriptPath, "merge"])
    submission.jobs.append(merge)
    try submission.store(in: folder)
    let missing = isDone.count { !$0 }
    let array =
      wanted.isEmpty
      ? "no array, as every missing trial is in the queue or none is missing,"
      : "array job \(partJobs[partJobs.count - 1]) (\(wanted.count) tasks)"
    return """
      \(isDone.count) trials: \(isDone.count - missing) stored, \(missing) to run.
      Submitted \(array) and merge job \(merge), which publishes when all tasks have ended.
      Follow with the same command and --status, or squeue --jobs \((partJobs + [merge]).joined(separator: ",")); output: \(SlurmSubmission.folder(of: run.folder))/*.out

      """
  }

  /// The state of each trial.
  ///
  /// - Throws: `Diagnosis` if nothing was submitted; `OutputError` if the store cannot be read.
  package func status() throws -> SlurmStatus {
    guard let submission = try SlurmSubmission.stored(in: folder) else { throw notSubmitted }
    let stored = try run.storedTrials()
    let keys = try run.keys()
    let parts = Shard.partition(run.expectedCosts, into: submission.partCount)
    var tasks = keys.map { _ in 0 }
    for (part, positions) in parts.enumerated() {
      for position in positions { tasks[position] = part + 1 }
    }
    var queue: SlurmQueue?
    var note = ""
    do {
      queue = try SlurmQueue(of: name)
    } catch {
      note = "The queue is unknown: \(error)"
    }
    let queued = queue?.tasks ?? [:]
    let states = zip(keys, tasks).map { key, task -> SlurmStatus.State in
      if !stored.paths(.contradiction, of: key).isEmpty { return .contradictory }
      if !stored.paths(.trial, of: key).isEmpty { return .done }
      if let isRunning = queued[task] { return isRunning ? .running : .waiting }
      return stored.paths(.failed, of: key).isEmpty ? .missing : .failed
    }
    if queue?.isEmpty == true, states.contains(where: { $0 != .done }) {
      note = "Nothing is in the queue; --resume submits what is missing."
    }
    return SlurmStatus(
      of: run.plan, states: states, tasks: tasks, jobs: queue?.lines ?? [], note: note)
  }

  /// Takes the jobs out of the queue; running trainings store a checkpoint.
  ///
  /// - Returns: what was cancelled.
  /// - Throws: `Diagnosis`.
  package func cancel() throws -> String {
    let queue = try SlurmQueue(of: name)
    let jobs = queue.mergeJobs + queue.partJobs
    if !jobs.isEmpty { _ = try SlurmCluster.output(of: "scancel", jobs) }
    let isDone = try run.finishedTrials()
    return
      "\(jobs.isEmpty ? "Nothing was in the queue" : "Cancelled \(jobs.joined(separator: " and "))"); \(isDone.count { $0 }) of \(isDone.count) trials are stored, and --resume submits the others.\n"
  }

  private var notSubmitted: Diagnosis {
    .wrongUse("'\(run.folder)' has not been submitted. Submit it with --slurm alone.")
  }

  /// As many parts as are wanted and the cluster takes, but none that is too short, where an earlier run tells the times.
  private func partCount(_ isDone: [Bool], most: Int) throws -> Int {
    let missing = isDone.indices.filter { !isDone[$0] }
    var count = min(most, try SlurmCluster.arrayLimit, missing.count)
    if let seconds = run.expectedSeconds {
      let total = missing.reduce(0) { $0 + seconds[$1] }
      count = min(count, Int(min(total / Self.leastTaskSeconds, 1e9)))
    }
    return max(1, count)
  }

  /// Where a job prints, with Slurm's placeholders in its name only.
  private func output(_ file: String) -> String {
    let folder = SlurmSubmission.folder(of: folder).replacing("%", with: "%%")
    return "--output=\(folder)/\(file).out"
  }

  private func program() throws -> String {
    guard let path = Bundle.main.executableURL?.resolvingSymlinksInPath().path else {
      throw Diagnosis.missing("The program does not find its own file.")
    }
    return path
  }

  private func words(of text: String) throws -> [String] {
    guard let words = CommandTemplate.words(of: text) else {
      throw Diagnosis.wrongUse("--sbatch is '\(text)', but a quotation does not end.")
    }
    return words
  }

  /// Ascending numbers as Slurm writes them, as in `1-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }.joined(separator: ",")
  }
}
