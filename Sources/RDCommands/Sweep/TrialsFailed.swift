import RDCore
import RDExperiments

/// Some trials failed; the table says which.
package struct TrialsFailed: DiagnosedError {
  package let failures: [RunReport.Failure]
  package let trialCount: Int
  package let place: String

  package init(
    failures: [RunReport.Failure], trialCount: Int, place: String
  ) {
    self.failures = failures
    self.trialCount = trialCount
    self.place = place
  }

  package var failureClass: FailureClass { .trialFailed }
  package var description: String {
    let list = failures.prefix(5).map { "  \($0.trial): \($0.reason)" }.joined(separator: "\n")
    let more = failures.count > 5 ? "\n  and \(failures.count - 5) more" : ""
    return
      "\(failures.count) of \(trialCount) trials failed; '\(place)/points.csv' has their status.\n"
      + list + more
  }
}
