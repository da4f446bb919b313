import Foundation
import RDCommands
import RDExperiments
import RDNumerics

extension SweepRun {
  /// Runs with a progress line on a terminal; Ctrl-C stops it.
  ///
  /// - Throws: `Diagnosis` if it was interrupted, or an error of files.
  func runShowingProgress() throws -> RunReport {
    try showingProgress { progress in
      try run(
        command: Self.command, observer: progress, interruption: InterruptionSignal.interruption)
    }
  }

  /// Runs a part of the trials, as ``runShowingProgress()`` does.
  ///
  /// - Throws: `Diagnosis` if it was interrupted, or an error of files.
  func runShowingProgress(_ shard: Shard) throws -> ShardReport {
    try showingProgress(of: shard) { progress in
      try run(shard, observer: progress, interruption: InterruptionSignal.interruption)
    }
  }

  /// The words of the command line.
  static var command: [String] { ["rdtool"] + CommandLine.arguments.dropFirst() }

  private func showingProgress<Report>(
    of shard: Shard? = nil, _ run: (ProgressLine?) throws -> Report
  ) throws -> Report {
    for variable in BLAS.restrainingVariables(in: ProcessInfo.processInfo.environment)
    where isatty(STDERR_FILENO) == 1 {
      printToStandardError("Note: \(variable) is set and may halve the speed; see rdtool doctor.\n")
    }
    if let note = try noteOfOtherKernels(in: shard) { printToStandardError("Note: \(note)\n") }
    let progress = ProgressLine(trials: positions(of: shard).map { plan.trials[$0] })
    defer { progress?.clear() }
    InterruptionSignal.install(endingWith: interrupted)
    return try run(progress)
  }
}
