import Foundation
import RDCore
import RDExperiments

extension SlurmSweep {
  /// The state of each trial.
  ///
  /// - Throws: `Diagnosis` if nothing was submitted; `OutputError` if the store cannot be read.
  package func status() throws -> SlurmStatus {
    guard let submission = try SlurmSubmission.stored(in: folder) else { throw notSubmitted }
    let merge = try run.examine()
    let parts = Shard.partition(run.expectedCosts, into: submission.partCount)
    var tasks = merge.findings.map { _ in 0 }
    for (part, positions) in parts.enumerated() {
      for position in positions { tasks[position] = part + 1 }
    }
    var queue: SlurmQueue?
    var notes: [String] = []
    do {
      queue = try SlurmQueue(of: name)
    } catch {
      notes.append("The queue is unknown: \(error)")
    }
    let states = states(merge, tasks, queued: queue?.tasks ?? [:])
    notes = (queue?.lines.map { $0 + "." } ?? []) + notes
    if let note = MergeProblem.note(ofOthers: merge.otherTrialCount) { notes.append(note) }
    if states.contains(where: { [.damaged, .contradictory].contains($0) }) {
      notes.append(
        "The same command with --merge in the place of --slurm names damaged and contradictory trials."
      )
    }
    if run.isPublished(merge) {
      notes.append("The results are published.")
    } else if queue?.isEmpty == true {
      notes.append(
        "The results are not published\(mergeOutput(submission).map { "; '\($0)' says why" } ?? ""). Nothing is in the queue; --resume submits what is missing."
      )
    }
    return SlurmStatus(of: run.plan, states: states, tasks: tasks, notes: notes)
  }

  /// The states of trials by what is stored of them, and their tasks by the queue: which are in it, and whether they run.
  private func states(
    _ merge: TrialMerge, _ tasks: [Int], queued: [Int: Bool]
  ) -> [SlurmStatus.State] {
    let areToRun = merge.areToRun
    // A task takes its trials in their order.
    var idle = Set(queued.filter(\.value).keys)
    return merge.findings.indices.map { position in
      var hasFailed = false
      switch merge.findings[position] {
      case .problem(.damaged, _): return .damaged
      case .problem(.contradictory, _): return .contradictory
      case .result(_, let isFinished, _): hasFailed = !isFinished
      case .problem(.missing, _): break
      }
      guard areToRun[position] else { return .done }
      let isRunning = queued[tasks[position]]
      if hasFailed, isRunning != false { return .failed }
      guard let isRunning else { return .missing }
      guard isRunning else { return .waiting }
      let isFirst = idle.remove(tasks[position]) != nil
      return isFirst || merge.hasCheckpoint(position) ? .running : .next
    }
  }

  /// What the last job that publishes has printed, if it has begun.
  private func mergeOutput(_ submission: SlurmSubmission) -> String? {
    submission.mergeJob.map { "\(SlurmSubmission.folder(of: folder))/merge-\($0).out" }
      .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }
}
