import Foundation
import RDResults

/// How long the trials of an earlier run took.
package struct TrialTimes: Sendable {
  /// The file.
  package let path: String
  private let seconds: [String: Double]

  /// The times of the first of some folders that has some of a plan's trials; `nil` if none has.
  package init?(under folders: [String], of plan: ExperimentPlan) {
    for folder in folders {
      guard let times = TrialTimes(at: "\(folder)/timing.csv"),
        plan.trials.contains(where: { times.seconds[$0.name] != nil })
      else { continue }
      self = times
      return
    }
    return nil
  }

  /// The times of a table; `nil` where there is none that can be read.
  private init?(at path: String) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let document = try? CSVDocument(parsing: text, origin: path),
      let trial = document.index(of: "trial"), let time = document.index(of: "seconds")
    else { return nil }
    self.path = path
    seconds = Dictionary(
      document.rows.compactMap { row in Double(row[time]).map { (row[trial], $0) } }
    ) { $1 }
  }

  /// The time of each trial: its own, else that of the others in proportion to their costs.
  package func expectedSeconds(of trials: [Trial]) -> [Double] {
    let timed = trials.filter { seconds[$0.name] != nil }
    let cost = timed.reduce(0) { $0 + $1.cost }
    let rate = cost > 0 ? timed.reduce(0) { $0 + seconds[$1.name, default: 0] } / cost : 0
    return trials.map { seconds[$0.name] ?? $0.cost * rate }
  }
}
