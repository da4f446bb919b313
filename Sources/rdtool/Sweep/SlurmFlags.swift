import ArgumentParser

/// The flags of a sweep on a Slurm cluster.
struct SlurmFlags: ParsableArguments {
  @Flag(help: "Submit the trials as an array of jobs, and a job that publishes.")
  var slurm = false

  @Option("count", "Tasks of the array at most. (default: 50)")
  var tasks: Int?

  @Option("options", "Options of sbatch, as in --sbatch \"--partition=long --time=8:00:00\".")
  var sbatch: String?

  @Flag(help: "Show which trials are done, running, waiting, failed or missing.")
  var status = false

  @Flag(help: "Submit what is missing and not in the queue.")
  var resume = false

  @Flag(help: "Take the jobs out of the queue.")
  var cancel = false

  func validate() throws {
    let actions = [("--status", status), ("--resume", resume), ("--cancel", cancel)].filter(\.1)
      .map(\.0)
    if actions.count > 1 {
      throw ValidationError(
        "\(actions.joined(separator: " and ")) cannot be used together. Leave one out.")
    }
    let options = [("--tasks", tasks != nil), ("--sbatch", sbatch != nil)].filter(\.1).map(\.0)
    if !slurm, let flag = (actions + options).first {
      throw ValidationError("\(flag) is for a Slurm cluster. Add --slurm, or leave it out.")
    }
    if status || cancel, let flag = options.first {
      throw ValidationError("\(flag) is for a submission. Leave it or \(actions[0]) out.")
    }
    if let tasks, tasks < 1 {
      throw ValidationError("--tasks is \(tasks), but must be an integer from 1.")
    }
  }
}
