import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults

/// A sweep on a Slurm cluster: an array of jobs, each of which runs a part of the trials, and a job that publishes.
///
/// The store of trials is the only memory of what is done, so what the cluster forgets is submitted again.
package struct SlurmSweep {
  let run: SweepRun

  /// The folder of the results as an absolute path.
  let folder: String

  /// The name of the jobs, which belongs to the folder.
  let name: String

  /// A task of fewer seconds would cost the cluster more than it computes.
  private static let leastTaskSeconds = 30.0

  /// Seconds from the signal to the end of a task whose time is up.
  private static let secondsToStop = 60

  package init(_ run: SweepRun) {
    self.run = run
    folder = Self.resolved(run.folder)
    name = "rdtool-\(ContentHash(of: folder).description.prefix(8))"
  }

  /// Submits the trials that are missing, and the job that publishes.
  ///
  /// - Parameters:
  ///   - tasks: the most tasks; `nil` for those of the last submission, or 50.
  ///   - options: options of `sbatch` as a text of words; `nil` for those of the last submission.
  ///   - isResuming: whether tasks that are still in the queue stay there and the others are submitted; else there must be none.
  /// - Returns: what was submitted, and how to follow it.
  /// - Throws: `Diagnosis`; `MergeProblem` if nothing is missing and there is nothing to publish; `OutputError`.
  package func submit(tasks: Int?, options: String?, isResuming: Bool) throws -> String {
    let options = try options.map { try SbatchOptions.words(of: $0) }
    guard !folder.contains("\\") else {
      throw Diagnosis.wrongUse(
        "'\(folder)' has a backslash, with which Slurm cannot name the jobs' output. Choose another folder with --out."
      )
    }
    // Before the folder is made: the cluster answers.
    _ = try SlurmQueue(of: name)
    let earlier = try SlurmSubmission.stored(in: folder)
    guard !isResuming || earlier != nil else { throw notSubmitted }
    // Makes the folder with its specification, which the jobs read.
    _ = try ResultsFolder(
      at: folder, specification: run.plan.specificationText, access: .shared)
    try AtomicFile.createFolder(SlurmSubmission.folder(of: folder))
    let lock = try RunLock(
      at: SlurmSubmission.folder(of: folder) + "/lock", isShared: false, for: run.folder)
    defer { withExtendedLifetime(lock) {} }
    let queue = try SlurmQueue(of: name)
    guard isResuming || queue.isEmpty else {
      throw Diagnosis.wrongUse(
        "The sweep of '\(run.folder)' is in the queue as \((queue.partJobs + queue.mergeJobs).joined(separator: " and ")). Add --status to look, --resume to submit what is missing, or --cancel."
      )
    }
    let merge = try run.examine()
    let areToRun = merge.areToRun
    var submission = SlurmSubmission(
      partCount: earlier?.partCount ?? 1, tasks: tasks ?? earlier?.tasks ?? 50,
      options: options ?? earlier?.options ?? [], mergeJob: earlier?.mergeJob)
    if queue.partJobs.isEmpty {
      if !areToRun.contains(true) {
        // What is damaged has to be removed first.
        _ = try merge.report()
        if run.isPublished(merge) {
          return
            "All \(areToRun.count) trials are stored, and the results published: nothing to run.\n"
        }
      }
      // Nobody runs the parts of before.
      submission.partCount = try partCount(areToRun, most: submission.tasks, asked: tasks)
      try run.fixCosts(areToRun: areToRun)
    } else if tasks != nil {
      throw Diagnosis.wrongUse(
        "--tasks divides the trials anew, but tasks of \(queue.partJobs.joined(separator: " and ")) are in the queue. Leave it out, or --cancel them first."
      )
    }
    let queued = queue.tasks
    let parts = Shard.partition(run.expectedCosts, into: submission.partCount)
    let wanted = parts.indices.filter { part in
      queued[part + 1] == nil && parts[part].contains { areToRun[$0] }
    }.map { $0 + 1 }
    let script = SlurmScript(
      program: try program(),
      arguments: ["sweep", folder + "/specification.toml", "--out", folder] + run.jobArguments,
      partCount: submission.partCount, workingFolder: FileManager.default.currentDirectoryPath)
    let scriptPath = SlurmSubmission.folder(of: folder) + "/sweep.sh"
    try AtomicFile.write(script.text, to: scriptPath)
    var partJobs = queue.partJobs
    var array = "no array, as every missing trial is in the queue or none is missing,"
    if !wanted.isEmpty {
      let job = try SlurmCluster.submit(
        submission.options + [
          "--job-name=\(name)", "--array=\(Self.ranges(wanted))", "--requeue",
          "--signal=B:TERM@\(Self.secondsToStop)", output("%A-%a"), "--open-mode=append",
        ], script: [scriptPath, "part"])
      partJobs.append(job)
      array = "array job \(job) (\(wanted.count) tasks)"
      // Options of which the cluster takes none are not kept.
      try submission.store(in: folder)
    }
    // After the tasks however they end: what they have stored decides.
    let mergeJob: String
    do {
      mergeJob = try SlurmCluster.submit(
        submission.options + ["--job-name=\(name)-merge", output("merge-%j")]
          + (partJobs.isEmpty ? [] : ["--dependency=afterany:\(partJobs.joined(separator: ":"))"]),
        script: [scriptPath, "merge"])
    } catch {
      guard !wanted.isEmpty else { throw error }
      throw Diagnosis(
        error.failureClass,
        "Submitted \(array), but no merge job: \(error) --resume submits one.")
    }
    submission.mergeJob = mergeJob
    try submission.store(in: folder)
    if !queue.waitingMergeJobs.isEmpty {
      _ = try SlurmCluster.output(of: "scancel", queue.waitingMergeJobs)
    }
    let missing = areToRun.count { $0 }
    return """
      \(areToRun.count) trials: \(areToRun.count - missing) stored, \(missing) to run.
      Submitted \(array) and merge job \(mergeJob), which publishes when all tasks have ended.
      Follow with the same command and --status, or squeue --jobs \((partJobs + [mergeJob]).joined(separator: ",")); output: \(SlurmSubmission.folder(of: run.folder))/*.out

      """
  }

  /// Takes the jobs out of the queue; running trainings store a checkpoint.
  ///
  /// - Returns: what was cancelled.
  /// - Throws: `Diagnosis`.
  package func cancel() throws -> String {
    let queue = try SlurmQueue(of: name)
    guard try !queue.isEmpty || SlurmSubmission.stored(in: folder) != nil else {
      throw notSubmitted
    }
    let jobs = queue.mergeJobs + queue.partJobs
    if !jobs.isEmpty { _ = try SlurmCluster.output(of: "scancel", jobs) }
    let areToRun = try run.examine().areToRun
    return
      "\(jobs.isEmpty ? "Nothing was in the queue" : "Cancelled \(jobs.joined(separator: " and "))"); \(areToRun.count { !$0 }) of \(areToRun.count) trials are stored, and --resume submits the others.\n"
  }

  var notSubmitted: Diagnosis {
    .wrongUse("'\(run.folder)' has not been submitted. Submit it with --slurm alone.")
  }

  /// A path without links, also of a folder that is not there yet.
  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    guard url.path != "/", !FileManager.default.fileExists(atPath: url.path) else {
      return url.resolvingSymlinksInPath().path
    }
    return resolved(url.deletingLastPathComponent().path) + "/" + url.lastPathComponent
  }

  /// As many parts as are wanted and the cluster takes, but none that is too short, where an earlier run tells the times.
  private func partCount(_ areToRun: [Bool], most: Int, asked: Int?) throws -> Int {
    let limit = try SlurmCluster.arrayLimit
    if let asked, asked > limit {
      throw Diagnosis.wrongUse(
        "--tasks is \(asked), but the cluster takes arrays of at most \(limit) (MaxArraySize).")
    }
    let missing = areToRun.indices.filter { areToRun[$0] }
    var count = min(most, limit, missing.count)
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
