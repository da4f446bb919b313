import Foundation
import RDExperiments
import RDFiles
import RDResults

/// What a sweep would do: its trials, which of them are stored, and the time that the others may take.
package struct SweepForecast {
  /// A row for each trial; as `seconds` its processor time, where an earlier run tells of it.
  package let table: Table

  /// The trials, the stored ones, and the expected time in one sentence.
  package let summary: String

  init(
    plan: ExperimentPlan, folder: String, timedFolders: [String], jobs: Int,
    computationHash: ContentHash
  ) throws {
    let runner = Runner(
      plan: plan, jobs: jobs, computationHash: computationHash, observer: nil,
      interruption: Interruption())
    let stored = try runner.storedTrials(under: folder)
    let times = timedFolders.lazy.compactMap { TrialTimes(under: $0) }
      .first { times in plan.trials.contains { times.seconds[$0.name] != nil } }
    let expected = plan.trials.map { times?.expectedSeconds(of: $0, in: plan) }
    table = Table(
      columns: [
        Table.Column("trial", heading: "Trial"), Table.Column("state", heading: "State"),
        Table.Column("seconds", heading: "Seconds, expected", precision: .decimals(1)),
      ],
      rows: zip(plan.trials, zip(stored, expected)).map { trial, row in
        [.text(trial.name), .text(row.0 ? "stored" : "to run"), .optional(row.1)]
      })
    let missing = zip(stored, expected).filter { !$0.0 }.map(\.1)
    var summary =
      "\(plan.trials.count) trials: \(stored.count { $0 }) stored, \(missing.count) to run"
    if let times, !missing.isEmpty {
      let known = missing.compactMap { $0 }
      // Independent trials, one per core; none is split.
      let seconds = max(known.reduce(0, +) / Double(jobs), known.max() ?? 0)
      summary +=
        ", about \(Self.clock(seconds)) on \(jobs) cores by the times of \(times.path)"
    } else if !missing.isEmpty {
      summary += "; no earlier run tells how long they take"
    }
    self.summary = "\(summary). Folder: \(folder)."
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    return String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
  }
}

/// How long the trials of an earlier run took.
private struct TrialTimes {
  let path: String
  let seconds: [String: Double]

  /// The times of a folder of results; `nil` where it has none that can be read.
  init?(under folder: String) {
    path = "\(folder)/timing.csv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let document = try? CSVDocument(parsing: text, origin: path),
      let trial = document.index(of: "trial"), let time = document.index(of: "seconds")
    else { return nil }
    seconds = Dictionary(
      document.rows.compactMap { row in Double(row[time]).map { (row[trial], $0) } }
    ) { $1 }
  }

  /// The time of the trial itself, else that of others in proportion to their costs.
  func expectedSeconds(of trial: Trial, in plan: ExperimentPlan) -> Double? {
    if let known = seconds[trial.name] { return known }
    let timed = plan.trials.filter { seconds[$0.name] != nil }
    let cost = timed.reduce(0) { $0 + $1.cost }
    guard cost > 0 else { return nil }
    return timed.reduce(0) { $0 + seconds[$1.name, default: 0] } * trial.cost / cost
  }
}
