internal import Foundation
public import RDCore
public import RDResults
internal import Synchronization

/// Runs the trials of an experiment side by side, keeps each as it finishes, and writes the results.
///
/// Trials are independent and single-threaded, so the results are the same bytes for any number of jobs, and for a run
/// that was cut short and started again.
public struct Runner: Sendable {
  /// What to run.
  public let plan: ExperimentPlan

  /// How many trials run at a time; at least 1.
  public let jobs: Int

  /// What the results depend on besides the specification: the program itself.
  public let programHash: ContentHash

  /// Who is told of the progress.
  public let observer: (any ProgressObserver)?

  /// Whether to stop.
  public let interruption: Interruption

  /// A runner.
  ///
  /// - Precondition: `jobs >= 1`.
  public init(
    plan: ExperimentPlan, jobs: Int, programHash: ContentHash, observer: (any ProgressObserver)?,
    interruption: Interruption
  ) {
    precondition(jobs >= 1)
    self.plan = plan
    self.jobs = jobs
    self.programHash = programHash
    self.observer = observer
    self.interruption = interruption
  }

  /// Runs what has not run yet and writes the results.
  ///
  /// A trial that fails is a row with its status; the others go on.
  ///
  /// - Returns: how the trials ended.
  /// - Throws: `OutputError` if results cannot be written or a stored trial is damaged; ``RunInterrupted`` if the user
  ///   stopped the run, whose finished trials are kept.
  public func run(into folder: ResultsFolder) throws -> RunReport {
    let states = try plan.trials.map { trial in
      let key = key(of: trial)
      return TrialState(trial: trial, key: key, record: try folder.trials.record(for: key))
    }
    let resumed = states.count { $0.record != nil }
    for state in states where state.record != nil {
      observer?.report(ProgressReport(part: state.trial.name, completed: 1, total: 1, note: ""))
    }
    let ended = try runMissing(of: states, in: folder)
    let records = ended.map(\.record)

    var points = CSVDocument(columns: plan.pointColumns.map(\.name))
    var timing = CSVDocument(columns: ["experiment", "trial", "started", "seconds"])
    for record in records {
      points.append(record.points)
      timing.append(
        CSVDocument(
          columns: timing.columns,
          rows: [
            [
              plan.experiment, record.trial, iso8601(record.started),
              String(format: "%.3f", record.seconds),
            ]
          ]))
    }
    var documents = [("points", points)]
    for table in plan.tables {
      var whole = CSVDocument(columns: table.columns.map(\.name))
      for record in records {
        if let part = record.tables[table.name] { whole.append(part) }
      }
      documents.append((table.name, whole))
    }
    documents += plan.summaries(points).map { ($0.name, $0.document) }
    for (name, document) in documents {
      try folder.write(document, as: name)
    }
    try folder.write(timing, as: "timing")
    return RunReport(
      trialCount: records.count, resumedCount: resumed,
      failures: ended.compactMap(\.failure),
      display: display(documents),
      resultHashes: Dictionary(
        uniqueKeysWithValues: documents.map {
          ("\($0.0).csv", ContentHash(of: $0.1.text).description)
        }))
  }

  /// A trial's key: a hash of all that its result depends on.
  private func key(of trial: Trial) -> ContentHash {
    ContentHash(of: "\(programHash)\n\(plan.specificationText)\n\(trial.name)")
  }

  private func runMissing(
    of states: [TrialState], in folder: ResultsFolder
  ) throws -> [EndedTrial] {
    let missing = states.indices.filter { states[$0].record == nil }
    let queue = WorkQueue(missing)
    let ended = Mutex<[Int: Result<EndedTrial, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: min(jobs, missing.count)) { _ in
      while let index = queue.next(), !interruption.isRequested {
        let result = Result { try runOne(states[index], in: folder) }
        ended.withLock { $0[index] = result }
        if case .failure = result { queue.close() }
      }
    }
    let results = ended.withLock { $0 }
    // A real error before an interruption: the user should see it.
    for index in missing {
      if case .failure(let error)? = results[index], !(error is RunInterrupted) { throw error }
    }
    return try states.indices.map { index in
      if let record = states[index].record { return EndedTrial(record: record, failure: nil) }
      guard let result = results[index] else { throw RunInterrupted() }
      return try result.get()
    }
  }

  /// Runs a trial to its end; only an interruption or trouble with files is thrown on.
  private func runOne(_ state: TrialState, in folder: ResultsFolder) throws -> EndedTrial {
    let context = TrialContext(
      trial: state.trial.name, key: state.key, store: folder.trials, observer: observer,
      interruption: interruption)
    let start = Date()
    let outcome: TrialOutcome
    var failure: RunReport.Failure?
    do {
      outcome = try state.trial.run(context)
    } catch let error as OutputError {
      throw error
    } catch let error as RunInterrupted {
      throw error
    } catch {
      failure = RunReport.Failure(trial: state.trial.name, reason: "\(error)")
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
        }),
      started: start.timeIntervalSince1970, seconds: Date().timeIntervalSince(start))
    // A failed trial is not kept: it runs again when the same command is given again.
    if failure == nil { try folder.trials.store(record, for: state.key) }
    observer?.report(ProgressReport(part: state.trial.name, completed: 1, total: 1, note: ""))
    return EndedTrial(record: record, failure: failure)
  }

  /// The table to show when the run ends.
  private func display(_ documents: [(String, CSVDocument)]) -> Table {
    guard let shown = documents.first(where: { $0.0 == plan.display.table })?.1 else {
      return Table(columns: plan.display.columns)
    }
    return shown.table(plan.display.columns)
  }

  private func document(_ columns: [Table.Column], _ rows: [[Cell]]) -> CSVDocument {
    CSVDocument(Table(columns: columns, rows: rows))
  }
}

private struct TrialState: Sendable {
  let trial: Trial
  let key: ContentHash
  let record: TrialRecord?
}

private struct EndedTrial: Sendable {
  let record: TrialRecord
  let failure: RunReport.Failure?
}

/// Indices handed out one at a time to whoever is free.
private final class WorkQueue: Sendable {
  private let waiting: Mutex<ArraySlice<Int>>

  init(_ indices: [Int]) {
    waiting = Mutex(indices[...])
  }

  func next() -> Int? {
    waiting.withLock { $0.popFirst() }
  }

  func close() {
    waiting.withLock { $0 = [] }
  }
}

/// A moment in UTC, to the second.
func iso8601(_ secondsSince1970: Double) -> String {
  Date(timeIntervalSince1970: secondsSince1970).formatted(.iso8601)
}
