internal import RDCore
internal import RDExperiments

/// Some trials failed; the table says which.
struct TrialsFailed: DiagnosedError {
  let failures: [RunReport.Failure]
  let trialCount: Int
  let place: String
  var failureClass: FailureClass { .trialFailed }
  var description: String {
    let list = failures.prefix(5).map { "  \($0.trial): \($0.reason)" }.joined(separator: "\n")
    let more = failures.count > 5 ? "\n  and \(failures.count - 5) more" : ""
    return
      "\(failures.count) of \(trialCount) trials failed; '\(place)/points.csv' has their status.\n"
      + list + more
  }
}
