import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDExperiments
import RDFiles

/// `rdtool train`: trains and stores one model of images.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model for images, as a TOML file specifies it, and keep it in a file.",
    usage: """
      rdtool train <spec> --output <model> [<options>]
      rdtool train --template <kind>
      """,
    discussion: """
      The specification names the model, the data set and how it is trained; every key has a default:
      \(ModelTraining.keys.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Models:
      \(ModelTraining.models.map { "  \($0.name): \(breakable($0.summary))" }.joined(separator: "\n"))

      Beside the model stand MODEL.history.csv, one row per epoch, and MODEL.checkpoint. After an interruption the same \
      command resumes from there and ends with the same bytes; with more epochs it continues after the end, where \
      the schedule does not depend on their number.

      Examples:
        rdtool train --template dense-autoencoder > own.toml
        rdtool train model.toml -o model.rdm --jobs 4
      """)

  @Argument(help: ArgumentHelp("The specification file.", valueName: "spec"))
  var specification: String?

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The model file to write.", valueName: "model"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Print a specification, with comments, of a kind of model for pictures of your own.",
      valueName: "kind"))
  var template: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much to train: quick is one epoch, full what the file's own section says.",
      valueName: "profile"))
  var profile: SpecificationRequest.Profile = .standard

  @Option("count", "Threads; no result depends on it. (default: one per core)")
  var jobs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds between two checkpoints.", valueName: "seconds"))
  var checkpointSeconds = 60.0

  func validate() throws {
    try checkJobs(jobs)
    guard checkpointSeconds >= 0 else {
      throw ValidationError(
        "--checkpoint-seconds is \(checkpointSeconds), but must be a number of at least 0.")
    }
    if template != nil {
      guard specification == nil, output == nil else {
        throw ValidationError(
          "--template prints a specification and trains nothing. Leave out the file and --output.")
      }
      return
    }
    guard specification != nil, let output else {
      throw ValidationError(
        "Give a specification file, and with --output the model to write; 'rdtool train --template KIND' prints a specification."
      )
    }
    if output.isEmpty { throw ValidationError("--output is empty. Name a file.") }
  }

  func run() throws {
    if let template {
      return try reading("--template") {
        try printToStandardOutput(ModelTraining.template(of: template))
      }
    }
    guard let specification, let output else { return }
    let interrupted = Self.interrupted(output)
    let training = try ModelTraining(
      SpecificationRequest(
        file: try SpecificationFile(at: specification), profile: profile, overrides: []))
    try InputFile.refuse(output: output, among: training.startModel.map { [$0] } ?? [])
    try reading("--output") { try AtomicFile.checkWritable(output) }
    let progress = ProgressLine(parts: [(output, 1)], unit: "models")
    defer { progress?.clear() }
    try ResourceLimits.current.check(threads: threadCount(jobs))
    InterruptionSignal.install(endingWith: interrupted)
    do {
      let (history, hash, note) = try training.run(
        to: output, jobs: threadCount(jobs), checkpointSeconds: checkpointSeconds,
        observer: progress, interruption: InterruptionSignal.interruption)
      progress?.clear()
      try printTable(history.table(history.columns.map { .init($0) }), as: .text)
      if let note { printToStandardError("Note: \(note)\n") }
      if isatty(STDERR_FILENO) == 1 { printToStandardError("Model: \(output), \(hash)\n") }
    } catch is RunInterrupted {
      throw interrupted
    }
  }

  /// What an interruption ends with.
  private static func interrupted(_ output: String) -> Diagnosis {
    Diagnosis(
      .interrupted,
      "Interrupted. The training is kept in '\(output).checkpoint'; give the same command again to resume."
    )
  }
}

/// A text with a space after every comma, so that a terminal's width can break it there.
private func breakable(_ text: String) -> String {
  text.split(separator: ",").map { $0.drop { $0 == " " } }.joined(separator: ", ")
}
