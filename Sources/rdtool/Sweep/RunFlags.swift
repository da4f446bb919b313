import ArgumentParser
import RDExperiments
import RDResults

/// The flags of a run on which no result depends.
struct RunFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much to run: quick takes seconds, on less, full what the file's [full] section says.",
      valueName: "profile"))
  var profile: SpecificationRequest.Profile = .standard

  @Option("count", "Trials that run side by side. (default: one per core)")
  var jobs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Epochs between two checkpoints of a training.", valueName: "count"))
  var checkpointEpochs = 50

  @Option("folder", "Folder for the results. (default: results/NAME or beside it)")
  var out: String?

  @Option(parsing: .unconditional, help: "Form of the table.")
  var format: TableFormat = .text

  func validate() throws {
    try checkJobs(jobs)
    guard checkpointEpochs >= 1 else {
      throw ValidationError(
        "--checkpoint-epochs is \(checkpointEpochs), but must be an integer from 1.")
    }
    if let out, out.isEmpty {
      throw ValidationError("--out is empty. Name a folder.")
    }
  }
}

extension SpecificationRequest.Profile: ExpressibleByArgument {}
