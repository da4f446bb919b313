internal import RDCore

/// Some experiments could not be run, or some of their trials failed; the others have run.
struct ReproductionFailed: DiagnosedError {
  /// An experiment and what went wrong.
  struct Failure {
    let name: String
    let reason: String
  }

  let failures: [Failure]
  let count: Int
  var failureClass: FailureClass { .trialFailed }
  var description: String {
    "\(failures.count) of \(count) experiments failed:\n"
      + failures.map { "  \($0.name): \($0.reason)" }.joined(separator: "\n")
      + "\nThe others have run. 'rdtool doctor' tells of data sets and libraries that are missing; give the same command again to go on."
  }
}

/// The folder has no specification to run.
struct NoExperiments: DiagnosedError {
  let folder: String
  var failureClass: FailureClass { .missing }
  var description: String {
    "There is no specification file in '\(folder)'. Run the command where the folder experiments/ of the project is, or name the folder with --experiments."
  }
}
