import RDExperiments
import RDResults

/// Which trials of a sweep are done, running, waiting, failed or missing: by the store first, and the cluster's queue second.
package struct SlurmStatus {
  /// A row for each trial.
  package let table: Table

  /// The numbers of trials in each state, the jobs, and what else there is to say, a line each.
  package let summary: String

  /// The states in their order in the summary.
  enum State: String, CaseIterable {
    case done, running
    case next = "waiting in a running task"
    case waiting, failed, missing, damaged, contradictory
  }

  init(of plan: ExperimentPlan, states: [State], tasks: [Int], notes: [String]) {
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
    summary = (["\(states.count) trials: \(counts.joined(separator: ", "))."] + notes)
      .joined(separator: "\n")
  }
}
