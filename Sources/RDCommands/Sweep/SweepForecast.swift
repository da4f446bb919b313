import Foundation
import RDExperiments
import RDResults

/// What a sweep would do: its trials, which of them are stored, and the time that the others may take.
package struct SweepForecast {
  /// A row for each trial; as `seconds` its processor time, where an earlier run tells of it.
  package let table: Table

  /// The trials, the stored ones, and the expected time in one sentence.
  package let summary: String

  /// A forecast.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - stored: whether each trial is stored.
  ///   - positions: the positions of the trials that would be run.
  ///   - times: the times of an earlier run, if any.
  ///   - jobs: the number of concurrent trials.
  ///   - folder: the folder of the results.
  init(
    of plan: ExperimentPlan, stored: [Bool], positions: [Int], times: TrialTimes?, jobs: Int,
    folder: String
  ) {
    let expected = times?.expectedSeconds(of: plan.trials)
    table = Table(
      columns: [
        Table.Column("trial", heading: "Trial"), Table.Column("state", heading: "State"),
        Table.Column("seconds", heading: "Seconds, expected", precision: .decimals(1)),
      ],
      rows: positions.map { position in
        [
          .text(plan.trials[position].name), .text(stored[position] ? "stored" : "to run"),
          .optional(expected?[position]),
        ]
      })
    let missing = positions.filter { !stored[$0] }
    var summary =
      "\(positions.count) trials: \(positions.count - missing.count) stored, \(missing.count) to run"
    if let times, let expected, !missing.isEmpty {
      // Independent trials, one per core; none is split.
      let seconds = missing.map { expected[$0] }
      let longest = max(seconds.reduce(0, +) / Double(jobs), seconds.max() ?? 0)
      summary +=
        ", about \(Self.clock(longest)) on \(jobs) cores by the times of \(times.path)"
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
