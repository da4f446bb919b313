import ArgumentParser

/// Checks a number of threads or of concurrent jobs.
///
/// - Throws: `ValidationError`.
func checkJobs(_ jobs: Int?) throws {
  if let jobs, !(1...1024 ~= jobs) {
    throw ValidationError("--jobs is \(jobs), but must be an integer from 1 to 1024.")
  }
}
