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
  /// - Throws: `OutputError` or `Diagnosis` if trials cannot be stored or, when the others have ended, stored ones are damaged or
  ///   contradictory; ``RunInterrupted`` if the user stopped the run, whose finished trials are stored.
  package func run(into folder: ResultsFolder) throws -> RunReport {
    let outcomes = try outcomes(of: Array(plan.trials.indices), in: folder) {
      StoredRecord($0, at: $1)
    }
    try folder.trials.removeAll(but: keys)
    return RunReport(
      of: plan, outcomes.map(\.kept), resumedCount: outcomes.count { $0.origin == .store })
  }

  /// Runs the unfinished ones of some trials, for other processes run the rest; nothing is assembled or removed.
  ///
  /// - Parameters:
  ///   - positions: the positions of the trials in the plan.
  ///   - folder: the folder, which the processes share.
  /// - Returns: what was done.
  /// - Throws: as ``run(into:)``.
  package func run(_ positions: [Int], into folder: ResultsFolder) throws -> ShardReport {
    let outcomes = try outcomes(of: positions, in: folder) { record, _ in
      RunReport.Failure(of: record)
    }
    return ShardReport(
      trialCount: outcomes.count, resumedCount: outcomes.count { $0.origin == .store },
      resumedTrainingCount: outcomes.count { $0.origin == .checkpoint },
      failures: outcomes.compactMap(\.kept))
  }

  /// Assembles stored trials; nothing is run, and of finished trials checkpoints are removed.
  ///
  /// - Throws: ``MergeProblem`` if trials are missing, contradictory or of several kernels; `OutputError` if the store cannot be read.
  package func merge(from store: TrialStore) throws -> RunReport {
    try store.refresh()
    let merge = try examine(store)
    let report = try merge.report()
    store.removeRemains(of: keys, in: merge.stored)
    return report
  }

  /// What a merge finds of each trial; nothing is written.
  ///
  /// - Throws: `OutputError` if the store cannot be read.
  package func examine(_ store: TrialStore) throws -> TrialMerge {
    TrialMerge(
      plan: plan, keys: keys, stored: try store.survey(), acceptsMixedKernels: acceptsMixedKernels)
  }

  /// Whether each of the trials is stored under a folder; nothing is written.
  ///
  /// - Throws: `OutputError` if a stored one is damaged.
  package func storedTrials(under folder: String) throws -> [Bool] {
    let store = TrialStore(existingIn: folder)
    let others = acceptsMixedKernels ? try store.survey() : nil
    return try keys.map { try storedRecord(for: $0, others, in: store) != nil }
  }

  /// What names the files of each trial.
  package var keys: [TrialKey] {
    let root = "\(computation.code)\n\(ContentHash(of: plan.specificationText))\n"
    return plan.trials.map { trial in
      TrialKey(
        computation: ContentHash(of: root + trial.name), kernels: computation.origin.kernels)
    }
  }

  /// The record of a stored trial and its path: of these kernels, else of any where they are accepted.
  private func storedRecord(
    for key: TrialKey, _ others: StoredTrials?, in store: TrialStore
  ) throws -> (TrialRecord, path: String)? {
    if let record = try store.record(for: key), plan.matches(record) {
      return (record, store.recordPath(for: key))
    }
    guard let path = others?.paths(.trial, of: key).min(by: { $0.key < $1.key })?.value,
      let record = try TrialStore.record(at: path), plan.matches(record)
    else { return nil }
    return (record, path)
  }

  /// Runs the unfinished ones of some trials.
  ///
  /// - Parameters:
  ///   - positions: the positions of the trials in the plan.
  ///   - folder: the folder.
  ///   - keep: what to keep of a record, whose path follows: all files of many trials would not fit into memory.
  /// - Returns: what became of each.
  /// - Throws: as ``run(into:)``.
  private func outcomes<Kept: Sendable>(
    of positions: [Int], in folder: ResultsFolder,
    keeping keep: @Sendable (TrialRecord, String) -> Kept
  ) throws -> [Outcome<Kept>] {
    let keys = keys
    let others = acceptsMixedKernels ? try folder.trials.survey() : nil
    let results = concurrentResults(positions, jobs: jobs, until: { interruption.isRequested }) {
      position -> Result<Outcome<Kept>, OutputError> in
      let (trial, key) = (plan.trials[position], keys[position])
      do {
        var origin = Origin.store
        let (record, path): (TrialRecord, String)
        if let stored = try storedRecord(for: key, others, in: folder.trials) {
          (record, path) = stored
        } else {
          (record, path, origin) = try run(trial, key, in: folder)
        }
        reportEnd(of: trial)
        return .success(Outcome(kept: keep(record, path), origin: origin))
      } catch let error as OutputError where error.concernsOneTrial {
        return .failure(error)
      }
    }
    // A real error takes precedence over an interruption.
    for position in positions {
      if case .failure(let error)? = results[position], !(error is RunInterrupted) { throw error }
    }
    var outcomes: [Outcome<Kept>] = []
    var problems: [OutputError] = []
    for position in positions {
      switch try results[position]?.get() {
      case .success(let outcome)?: outcomes.append(outcome)
      case .failure(let problem)?: problems.append(problem)
      case nil: throw RunInterrupted()
      }
    }
    guard let first = problems.first else { return outcomes }
    guard problems.count > 1 else { throw first }
    throw Diagnosis.badData(
      "\(problems.count) of \(positions.count) trials have damaged or contradictory files; the others have ended.\n"
        + problems.prefix(12).map { "  \($0)" }.joined(separator: "\n"))
  }

  /// Runs a trial to its end; only interruptions and file errors are rethrown.
  private func run(
    _ trial: Trial, _ key: TrialKey, in folder: ResultsFolder
  ) throws -> (TrialRecord, path: String, Origin) {
    let earlier = EarlierWork()
    let context = TrialContext(
      trial: trial.name, key: key, store: folder.trials, observer: observer,
      interruption: interruption, checkpointInterval: checkpointInterval,
      trainings: TrainingStore(beside: folder.path, program: computation.hash),
      earlier: earlier)
    let start = Date()
    let outcome: TrialOutcome
    var hasThrown = false
    do {
      outcome = try trial.run(context)
    } catch let error as OutputError {
      throw error
    } catch let error as RunInterrupted {
      throw error
    } catch {
      hasThrown = true
      var point = trial.template
      point.status = "failed: \(error)"
      outcome = TrialOutcome(points: [point])
    }
    let record = TrialRecord(
      trial: trial.name,
      points: document(
        plan.pointColumns,
        outcome.points.map { $0.row(experiment: plan.experiment, trial: trial.name) }),
      tables: Dictionary(
        uniqueKeysWithValues: plan.tables.compactMap { table in
          outcome.tables[table.name].map { rows in
            let prefix = [Cell.text(plan.experiment), Cell.text(trial.name)]
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
    let path =
      hasThrown
      ? try folder.trials.storeFailure(record, for: key)
      : try folder.trials.store(record, for: key)
    return (record, path, earlier.seconds > 0 ? .checkpoint : .start)
  }

  private func reportEnd(of trial: Trial) {
    observer?.report(
      ProgressReport(part: trial.name, completed: 1, total: 1, note: "", hasEnded: true))
  }

  private func document(_ columns: [Table.Column], _ rows: [[Cell]]) -> CSVDocument {
    CSVDocument(Table(columns: columns, rows: rows))
  }
}

/// Where a trial began in this run: it had finished, it resumed from a checkpoint, or it started anew.
private enum Origin {
  case store, checkpoint, start
}

/// What became of a trial.
private struct Outcome<Kept: Sendable>: Sendable {
  let kept: Kept
  let origin: Origin
}

extension OutputError {
  /// Whether it is no obstacle to other trials.
  fileprivate var concernsOneTrial: Bool {
    switch self {
    case .damaged, .contradiction: true
    default: false
    }
  }
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
