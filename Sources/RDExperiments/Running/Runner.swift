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

  /// A hash of what results depend on besides the specification: the program, its libraries, the processor.
  package let computationHash: ContentHash

  /// Units of a trial's work, such as epochs, between two checkpoints; no result depends on it.
  package let checkpointInterval: Int

  package let observer: (any ProgressObserver)?
  package let interruption: Interruption

  /// A runner.
  ///
  /// - Precondition: `jobs >= 1` and `checkpointInterval >= 1`.
  package init(
    plan: ExperimentPlan, jobs: Int, computationHash: ContentHash, checkpointInterval: Int = 50,
    observer: (any ProgressObserver)?, interruption: Interruption
  ) {
    precondition(jobs >= 1 && checkpointInterval >= 1)
    self.plan = plan
    self.jobs = jobs
    self.computationHash = computationHash
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
    let states = try plan.trials.map { trial in
      let key = key(of: trial)
      return TrialState(trial: trial, key: key, record: try storedRecord(for: key, in: folder))
    }
    for state in states where state.record != nil { reportEnd(of: state.trial) }
    let records = try runMissing(of: states, in: folder)
    try folder.trials.removeAll(but: states.map(\.key))

    let documents = documents(of: records)
    return RunReport(
      trialCount: records.count, resumedCount: states.count { $0.record != nil },
      failures: records.compactMap(failure), documents: documents, files: records.flatMap(\.files),
      display: plan.display,
      timing: timing(of: records))
  }

  /// Whether each of the trials is stored under a folder; nothing is written.
  ///
  /// - Throws: `OutputError` if a stored one is damaged.
  package func storedTrials(under folder: String) throws -> [Bool] {
    let store = TrialStore(existingIn: folder)
    return try plan.trials.map { try isOfPlan(store.record(for: key(of: $0))) != nil }
  }

  /// A stored trial, if its tables match this plan.
  private func storedRecord(
    for key: ContentHash, in folder: ResultsFolder
  ) throws -> TrialRecord? {
    isOfPlan(try folder.trials.record(for: key))
  }

  /// A record, if its tables match this plan.
  private func isOfPlan(_ record: TrialRecord?) -> TrialRecord? {
    guard let record else { return nil }
    let isOfPlan =
      record.points.columns == plan.pointColumns.map(\.name)
      && record.timing.count == plan.timingColumns.count
      && plan.tables.allSatisfy { table in
        record.tables[table.name].map { $0.columns == table.columns.map(\.name) } ?? true
      }
    return isOfPlan ? record : nil
  }

  /// The status of the first failed point of a trial, if any.
  private func failure(_ record: TrialRecord) -> RunReport.Failure? {
    guard let status = record.points.index(of: "status"),
      let row = record.points.rows.first(where: { $0[status] != Point.success })
    else { return nil }
    return RunReport.Failure(trial: record.trial, reason: row[status])
  }

  /// The tables of the results, in the order of the trials.
  private func documents(
    of records: [TrialRecord]
  ) -> [(name: String, document: CSVDocument)] {
    var points = CSVDocument(columns: plan.pointColumns.map(\.name))
    for record in records { points.append(record.points) }
    var documents = [(name: "points", document: points)]
    for table in plan.tables {
      var whole = CSVDocument(columns: table.columns.map(\.name))
      for record in records {
        if let part = record.tables[table.name] { whole.append(part) }
      }
      documents.append((table.name, whole))
    }
    return documents + plan.summaries(points)
  }

  private func timing(of records: [TrialRecord]) -> CSVDocument {
    CSVDocument(
      columns: ["experiment", "trial", "started", "seconds", "peak_memory_megabytes"]
        + plan.timingColumns.map(\.name),
      rows: records.map { record in
        [
          plan.experiment, record.trial, iso8601(record.started),
          String(format: "%.3f", record.seconds),
          String(format: "%.0f", record.peakMemoryMegabytes),
        ] + record.timing
      })
  }

  /// A trial's key: a hash of all that its result depends on.
  private func key(of trial: Trial) -> ContentHash {
    ContentHash(of: "\(computationHash)\n\(plan.specificationText)\n\(trial.name)")
  }

  private func runMissing(
    of states: [TrialState], in folder: ResultsFolder
  ) throws -> [TrialRecord] {
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
    let earlier = EarlierWork()
    let context = TrialContext(
      trial: state.trial.name, key: state.key, store: folder.trials, observer: observer,
      interruption: interruption, checkpointInterval: checkpointInterval,
      trainings: TrainingStore(beside: folder.path, program: computationHash),
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
      peakMemoryMegabytes: peakMemoryMegabytes())
    // A failed trial is not stored: the same command runs it again.
    if !hasThrown { try folder.trials.store(record, for: state.key) }
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
  package let trial: Trial
  package let key: ContentHash
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
