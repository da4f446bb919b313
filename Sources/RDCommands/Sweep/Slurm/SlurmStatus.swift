import RDExperiments
import RDResults

/// Which trials of a sweep are done, running, waiting, failed or missing: by the store first, and the cluster's queue second.
package struct SlurmStatus {
  /// A row for each trial.
  package let table: Table

  /// The numbers of trials in each state, and the jobs.
  package let summary: String

  /// The states in their order in the summary.
  enum State: String, CaseIterable {
    case done, running, waiting, failed, missing, contradictory
  }

  init(
    of plan: ExperimentPlan, states: [State], tasks: [Int], jobs: [String], note: String
  ) {
    table = Table(
      columns: [
        Table.Column("trial", heading: "Trial"), Table.Column("task", heading: "Task"),
        Table.Column("state", heading: "State"),
      ],
      rows: zip(plan.trials, zip(tasks, states)).map { trial, row in
        [.text(trial.name), .integer(row.0), .text(row.1.rawValue)]
      })
    let counts = State.allCases.compactMap { state in
      let count = states.count { $0 == state }
      return count > 0 ? "\(count) \(state)" : nil
    }
    summary =
      (["\(states.count) trials: \(counts.joined(separator: ", "))."] + jobs.map { $0 + "." }
      + [note]).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
