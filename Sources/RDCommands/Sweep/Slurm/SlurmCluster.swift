import Foundation
import RDCore
import RDResults

/// The commands of a Slurm cluster.
///
/// Only `sbatch`, `squeue`, `scancel` and `scontrol` are used: `sacct` needs accounting, which small clusters lack.
enum SlurmCluster {
  /// Runs a command to its end.
  ///
  /// - Throws: `Diagnosis` if it is not installed.
  static func run(
    _ name: String, _ arguments: [String]
  ) throws(Diagnosis) -> ExternalProgram.Outcome {
    let outcome = ExternalProgram(named: name)?.run(arguments, environment: environment)
    guard let outcome else {
      throw Diagnosis.missing(
        "--slurm: there is no '\(name)' on this machine. Call rdtool where jobs are submitted, or install Slurm (Debian: slurm-client); without it, --shard divides the trials."
      )
    }
    return outcome
  }

  /// The variables of this process, but those that would change which jobs there are or what is said of them.
  private static var environment: [String: String] {
    let misleading = ["ARRAY_INX", "CLUSTERS", "ERROR", "WAIT"].map { "SBATCH_\($0)" }
    return ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("SQUEUE_") && !name.hasPrefix("SCANCEL_") && !misleading.contains(name)
    }
  }

  /// Runs a command that must succeed.
  ///
  /// - Returns: its output without the last line feed.
  /// - Throws: `Diagnosis` if it is not installed or fails.
  static func output(of name: String, _ arguments: [String]) throws(Diagnosis) -> String {
    let outcome = try run(name, arguments)
    guard outcome.status == 0 else {
      let reason = outcome.complaint.trimmingCharacters(in: .whitespacesAndNewlines)
      throw Diagnosis.missing(
        "\(name) failed: \(reason.isEmpty ? "exit code \(outcome.status)" : reason).")
    }
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Submits a job.
  ///
  /// - Parameters:
  ///   - options: the options of `sbatch`.
  ///   - script: the script with its arguments.
  /// - Returns: the job's number.
  /// - Throws: `Diagnosis`, of wrong use if it is refused, since the cluster has answered before.
  static func submit(_ options: [String], script: [String]) throws(Diagnosis) -> String {
    do {
      // NUMBER or NUMBER;CLUSTER
      return String(
        try output(of: "sbatch", options + ["--parsable"] + script).prefix { $0 != ";" })
    } catch {
      throw .wrongUse("\(error) Give options that the cluster takes with --sbatch.")
    }
  }

  /// The most tasks of an array that begins with task 1; Slurm's default where the cluster does not say.
  static var arrayLimit: Int {
    get throws(Diagnosis) {
      let configuration = try run("scontrol", ["show", "config"]).output
      let line = configuration.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
      let size = line?.split(separator: "=").last.flatMap {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      return max(1, (size ?? 1001) - 1)
    }
  }
}
