import Foundation

/// The script of the jobs of a sweep: called with `part`, it runs the part of the trials whose number the array's task has, with
/// `merge` it publishes.
struct SlurmScript {
  /// The program.
  let program: String

  /// The arguments of both calls.
  let arguments: [String]

  let partCount: Int
  let workingFolder: String

  var text: String {
    let call = ([program] + arguments).map(Self.quoted).joined(separator: " ")
    return """
      #!/bin/bash
      # Written by `rdtool sweep --slurm`. The program replaces the shell, so that Slurm's signals reach it: it then stores a checkpoint.
      cd \(Self.quoted(workingFolder)) || exit 73
      case $1 in
        part) exec \(call) --jobs "${SLURM_CPUS_PER_TASK:-1}" --shard "$SLURM_ARRAY_TASK_ID/\(partCount)" ;;
        merge) exec \(call) --merge ;;
      esac
      exit 64

      """
  }

  /// A word of a shell.
  static func quoted(_ word: String) -> String {
    "'\(word.replacing("'", with: #"'\''"#))'"
  }
}
