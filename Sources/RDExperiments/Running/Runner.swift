import Foundation
import RDCore
import RDFiles
import RDResults

/// Runs the trials of an experiment concurrently, stores each as it finishes, and assembles the results.
///
/// Trials are independent and single-threaded, so the results are the same bytes for any number of jobs, and for a run
/// that was interrupted and resumed.
package struct Runner: Sendable {
  package let plan: ExperimentPlan

  /// The number of concurrent trials; at least 1.
  package let jobs: Int

  /// What results depend on besides the specification.
  package let computation: Computation

  /// Whether trials that other kernels computed are taken, too.
  package let acceptsMixedKernels: Bool

  /// Units of a trial's work, such as epochs, between two checkpoints; no result depends on it.
  package let checkpointInterval: Int

  package let observer: (any ProgressObserver)?
  package let interruption: Interruption

  /// A runner.
  ///
  /// - Precondition: `jobs >= 1` and `checkpointInterval >= 1`.
  package init(
    plan: ExperimentPlan, jobs: Int, computation: Computation, acceptsMixedKernels: Bool = false,
    checkpointInterval: Int = 50, observer: (any ProgressObserver)? = nil,
    interruption: Interruption = Interruption()
  ) {
    precondition(jobs >= 1 && checkpointInterval >= 1)
    self.plan = plan
    self.jobs = jobs
    self.computation = computation
    self.acceptsMixedKernels = acceptsMixedKernels
    self.checkpointInterval = checkpointInterval
    self.observer = observer
    self.interruption = interruption
  }

  /// Runs the unfinished trials.
  ///
  /// A failed trial is a row with its status; the others continue.
  ///
  /// - Throws: `OutputError` if a trial cannot be stored or a stored one is damaged; ``RunInterrupted`` if the user
  ///   stopped the run, whose finished trials are stored.
  package func run(into folder: ResultsFolder) throws -> RunReport {
    let keys = keys
    let states = try states(of: Array(plan.trials.indices), keys, in: folder.trials)
    let records = try runMissing(of: states, in: folder)
    try folder.trials.removeAll(but: keys)
    return RunReport(of: plan, records, resumedCount: states.count { $0.record != nil })
  }

  /// Runs the unfinished ones of some trials, for other processes run the rest; nothing is assembled or removed.
  ///
  /// - Parameters:
  ///   - positions: the positions of the trials in the plan.
  ///   - folder: the folder, which the processes share.
  /// - Returns: what was done.
  /// - Throws: as ``run(into:)``.
  package func run(_ positions: [Int], into folder: ResultsFolder) throws -> ShardReport {
    let states = try states(of: positions, keys, in: folder.trials)
    let records = try runMissing(of: states, in: folder)
    return ShardReport(
      trialCount: states.count, resumedCount: states.count { $0.record != nil },
      failures: records.compactMap { RunReport.Failure(of: $0) })
  }

  /// Assembles stored trials; nothing is run or removed.
  ///
  /// - Throws: ``MergeProblem`` if trials are missing, contradictory or of several kernels; `OutputError` if the store cannot be read.
  package func merge(from store: TrialStore) throws -> RunReport {
    let records = try TrialMerge(
      plan: plan, keys: keys, store: store, acceptsMixedKernels: acceptsMixedKernels
    ).records()
    return RunReport(of: plan, records, resumedCount: records.count)
  }

  /// Whether each of the trials is stored under a folder; nothing is written.
  ///
  /// - Throws: `OutputError` if a stored one is damaged.
  package func storedTrials(under folder: String) throws -> [Bool] {
    let store = TrialStore(existingIn: folder)
    return try states(of: Array(plan.trials.indices), keys, in: store).map { $0.record != nil }
  }

  /// What names the files of each trial.
  package var keys: [TrialKey] {
    let root = "\(computation.code)\n\(ContentHash(of: plan.specificationText))\n"
    return plan.trials.map { trial in
      TrialKey(
        computation: ContentHash(of: root + trial.name), kernels: computation.origin.kernels)
    }
  }

  private func states(
    of positions: [Int], _ keys: [TrialKey], in store: TrialStore
  ) throws -> [TrialState] {
    let stored = acceptsMixedKernels ? try store.survey() : nil
    return try positions.map { position in
      let key = keys[position]
      var record = try storedRecord(for: key, in: store)
      if record == nil, let other = stored?.paths(.trial, of: key).min(by: { $0.key < $1.key }) {
        record = try store.record(at: other.value).flatMap { plan.matches($0) ? $0 : nil }
      }
      return TrialState(trial: plan.trials[position], key: key, record: record)
    }
  }

  /// A stored trial of these kernels, if its tables match this plan.
  private func storedRecord(for key: TrialKey, in store: TrialStore) throws -> TrialRecord? {
    try store.record(for: key).flatMap { plan.matches($0) ? $0 : nil }
  }

  private func runMissing(
    of states: [TrialState], in folder: ResultsFolder
  ) throws -> [TrialRecord] {
    for state in states where state.record != nil { reportEnd(of: state.trial) }
    let missing = states.indices.filter { states[$0].record == nil }
    let results = concurrentResults(missing, jobs: jobs, until: { interruption.isRequested }) {
      try runOne(states[$0], in: folder)
    }
    // A real error takes precedence over an interruption.
    for index in missing {
      if case .failure(let error)? = results[index], !(error is RunInterrupted) { throw error }
    }
    return try states.indices.map { index in
      if let record = states[index].record { return record }
      guard let result = results[index] else { throw RunInterrupted() }
      return try result.get()
    }
  }

  /// Runs a trial to its end; only interruptions and file errors are rethrown.
  private func runOne(_ state: TrialState, in folder: ResultsFolder) throws -> TrialRecord {
    // Another process may have finished it meanwhile.
    if let record = try storedRecord(for: state.key, in: folder.trials) {
      reportEnd(of: state.trial)
      return record
    }
    let earlier = EarlierWork()
    let context = TrialContext(
      trial: state.trial.name, key: state.key, store: folder.trials, observer: observer,
      interruption: interruption, checkpointInterval: checkpointInterval,
      trainings: TrainingStore(beside: folder.path, program: computation.hash),
      earlier: earlier)
    let start = Date()
    let outcome: TrialOutcome
    var hasThrown = false
    do {
      outcome = try state.trial.run(context)
    } catch let error as OutputError {
      throw error
    } catch let error as RunInterrupted {
      throw error
    } catch {
      hasThrown = true
      var point = state.trial.template
      point.status = "failed: \(error)"
      outcome = TrialOutcome(points: [point])
    }
    let record = TrialRecord(
      trial: state.trial.name,
      points: document(
        plan.pointColumns,
        outcome.points.map { $0.row(experiment: plan.experiment, trial: state.trial.name) }),
      tables: Dictionary(
        uniqueKeysWithValues: plan.tables.compactMap { table in
          outcome.tables[table.name].map { rows in
            let prefix = [Cell.text(plan.experiment), Cell.text(state.trial.name)]
            return (table.name, document(table.columns, rows.map { prefix + $0 }))
          }
        }), files: outcome.files,
      timing: plan.timingColumns.indices.map { index in
        // A trial that failed has none.
        index < outcome.timing.count ? outcome.timing[index].machineText : ""
      },
      started: start.timeIntervalSince1970,
      seconds: earlier.seconds + Date().timeIntervalSince(start),
      peakMemoryMegabytes: peakMemoryMegabytes(), origin: computation.origin)
    // A failed trial has not finished: the same command runs it again.
    if hasThrown {
      try folder.trials.storeFailure(record, for: state.key)
    } else {
      try folder.trials.store(record, for: state.key)
    }
    reportEnd(of: state.trial)
    return record
  }

  private func reportEnd(of trial: Trial) {
    observer?.report(
      ProgressReport(part: trial.name, completed: 1, total: 1, note: "", hasEnded: true))
  }

  private func document(_ columns: [Table.Column], _ rows: [[Cell]]) -> CSVDocument {
    CSVDocument(Table(columns: columns, rows: rows))
  }
}

private struct TrialState: Sendable {
  let trial: Trial
  let key: TrialKey
  let record: TrialRecord?
}

/// The peak memory of this process in units of 10^6 bytes: an upper bound for each concurrent trial.
private func peakMemoryMegabytes() -> Double {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024 / 1e6
  #else
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss) / 1e6
  #endif
}

/// A time in UTC, to the second.
func iso8601(_ secondsSince1970: Double) -> String {
  Date(timeIntervalSince1970: secondsSince1970).formatted(.iso8601)
}
