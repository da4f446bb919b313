import Foundation
import RDCommands
import RDExperiments
import RDNumerics

extension SweepRun {
  /// Runs with a progress line on a terminal; Ctrl-C stops it.
  ///
  /// - Throws: `Diagnosis` if it was interrupted, or an error of files.
  func runShowingProgress() throws -> RunReport {
    for variable in BLAS.restrainingVariables(in: ProcessInfo.processInfo.environment)
    where isatty(STDERR_FILENO) == 1 {
      printToStandardError("Note: \(variable) is set and may halve the speed; see rdtool doctor.\n")
    }
    let progress = ProgressLine(plan: plan)
    defer { progress?.clear() }
    InterruptionSignal.install(endingWith: interrupted)
    return try run(
      command: ["rdtool"] + CommandLine.arguments.dropFirst(), observer: progress,
      interruption: InterruptionSignal.interruption)
  }
}
