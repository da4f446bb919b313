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
    guard let outcome = ExternalProgram(named: name)?.run(arguments) else {
      throw Diagnosis.missing(
        "--slurm: there is no '\(name)' on this machine. Call rdtool where jobs are submitted, or install Slurm (Debian: slurm-client); without it, --shard divides the trials."
      )
    }
    return outcome
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
  /// - Throws: `Diagnosis`.
  static func submit(_ options: [String], script: [String]) throws(Diagnosis) -> String {
    // NUMBER or NUMBER;CLUSTER
    String(try output(of: "sbatch", ["--parsable"] + options + script).prefix { $0 != ";" })
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
