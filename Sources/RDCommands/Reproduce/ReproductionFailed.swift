import RDCore

/// Some experiments could not be run, or some of their trials failed; the others have run.
package struct ReproductionFailed: DiagnosedError {
  /// An experiment and what went wrong.
  package struct Failure {
    let name: String
    let reason: String

    /// What went wrong with an experiment.
    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  package let failures: [Failure]
  package let count: Int

  package init(
    failures: [Failure], count: Int
  ) {
    self.failures = failures
    self.count = count
  }

  package var failureClass: FailureClass { .trialFailed }
  package var description: String {
    "\(failures.count) of \(count) experiments failed:\n"
      + failures.map { "  \($0.name): \($0.reason)" }.joined(separator: "\n")
      + "\nThe others have run. 'rdtool doctor' describes data sets and libraries that are missing; give the same command again to go on."
  }
}

/// The folder has no specification to run.
package struct NoExperiments: DiagnosedError {
  package let folder: String

  package init(
    folder: String
  ) {
    self.folder = folder
  }

  package var failureClass: FailureClass { .missing }
  package var description: String {
    "There is no specification file in '\(folder)'. Run the command where the folder experiments/ of the project is, or name the folder with --experiments."
  }
}
