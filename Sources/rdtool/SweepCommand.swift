public import ArgumentParser
internal import Foundation
internal import RDCore
public import RDExperiments
internal import RDLearning
internal import RDResults

/// `rdtool sweep`: runs an experiment.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run an experiment: a built-in one by name, or one specified by a TOML file.",
    discussion: """
      Trials run side by side, one a core. Each is kept when it has finished, so a run that was interrupted or killed goes \
      on where it was when the same command is given again, and ends with the same bytes. Flags override the file; they are \
      the keys of a specification.

      Experiments:
      \(ExperimentCatalogue.all.names.map { "  \($0)" }.joined(separator: "\n"))

      Examples:
        rdtool sweep gaussian --dims 10,30,50
        rdtool sweep gaussian --dims 10-50 --activation relu --epochs 100
        rdtool sweep experiments/gaussian-adjustments.toml --profile quick
      """)

  @Argument(
    help: ArgumentHelp("A built-in experiment, or a specification file.", valueName: "experiment"))
  var experiment: String

  @OptionGroup(title: "Specification")
  var keys: SpecificationFlags

  @OptionGroup(title: "Run")
  var runFlags: RunFlags

  func run() throws {
    let request = try SpecificationRequest(
      file: specificationFile(), profile: runFlags.profile, overrides: keys.overrides)
    let name = try request.file.map { file throws(SpecificationError) in
      try ExperimentCatalogue.name(in: file)
    }
    let plan = try ExperimentCatalogue.all.entry(named: name ?? experiment).plan(request)
    let suffix = runFlags.profile == .quick ? "-quick" : ""
    let place = runFlags.out ?? "results/\(stem)\(suffix)"

    let jobs = runFlags.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let started = Date()
    let identity = try ProgramIdentity()
    let folder = try ResultsFolder(at: place, specification: plan.specificationText)
    let progress = ProgressLine(plan: plan)
    InterruptionSignal.install()
    let runner = Runner(
      plan: plan, jobs: jobs, programHash: identity.hash, observer: progress,
      interruption: InterruptionSignal.interruption)
    let report: RunReport
    do {
      report = try runner.run(into: folder)
    } catch is RunInterrupted {
      progress?.clear()
      throw SweepInterrupted(place: place)
    } catch {
      progress?.clear()
      throw error
    }
    progress?.clear()
    try folder.write(
      identity.provenance(
        of: plan, report: report, command: ["rdtool"] + CommandLine.arguments.dropFirst(),
        jobs: jobs, started: started))
    print(report.display.rendered(as: runFlags.format), terminator: "")
    if isatty(STDERR_FILENO) == 1 {
      printToStandardError("Results: \(place)")
    }
    if !report.failures.isEmpty {
      throw TrialsFailed(failures: report.failures, trialCount: report.trialCount, place: place)
    }
  }

  /// The file that was named, or `nil` for a built-in experiment.
  private func specificationFile() throws(SpecificationError) -> SpecificationFile? {
    guard experiment.hasSuffix(".toml") || experiment.contains("/") else { return nil }
    let text: String
    do {
      text = try String(contentsOfFile: experiment, encoding: .utf8)
    } catch {
      throw .unreadable(
        origin: experiment,
        reason: FileManager.default.fileExists(atPath: experiment)
          ? "it is no text file that may be read" : "there is no such file")
    }
    return try SpecificationFile(parsing: text, origin: experiment)
  }

  /// The name of the results: the experiment's, or the specification file's without its ending.
  private var stem: String {
    ((experiment as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}

/// The flags that are keys of a specification.
struct SpecificationFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Latent dimensions d.", valueName: "list"))
  var dims: String?

  @Option(help: ArgumentHelp("Components of a source vector, n.", valueName: "n"))
  var input: Int?

  @Option(help: ArgumentHelp("Training vectors.", valueName: "count"))
  var train: Int?

  @Option(help: ArgumentHelp("Test vectors, never seen in training.", valueName: "count"))
  var test: Int?

  @Option(help: ArgumentHelp("Methods to compare.", valueName: "names"))
  var methods: String?

  @Option(
    help: ArgumentHelp("Quantisers to compare (gaussian: of the latents).", valueName: "names"))
  var quantisers: String?

  @Option(help: ArgumentHelp("Bits for each quantised sample or latent.", valueName: "list"))
  var bits: String?

  @Option(
    help: ArgumentHelp(
      "Widths of the encoder's hidden layers, mirrored in the decoder.", valueName: "widths"))
  var hidden: String?

  @Option(
    help: ArgumentHelp(
      "Activation: \(ActivationCatalogue.all.names.joined(separator: ", ")).", valueName: "name"))
  var activation: String?

  @Option(
    help: ArgumentHelp(
      "Probability with which a hidden unit is dropped in training.", valueName: "p"))
  var dropout: Double?

  @Option(
    help: ArgumentHelp(
      "Make the autoencoder variational, with this weight of the KL divergence.",
      valueName: "weight"))
  var variational: Double?

  @Option(help: ArgumentHelp("Passes over the training set.", valueName: "count"))
  var epochs: Int?

  @Option(help: ArgumentHelp("Vectors in a training step.", valueName: "count"))
  var batch: Int?

  @Option(help: ArgumentHelp("Adam's learning rate.", valueName: "rate"))
  var learningRate: Double?

  @Option(help: ArgumentHelp("Epochs between two checkpoints of a training.", valueName: "count"))
  var checkpointEpochs: Int?

  @Option(help: ArgumentHelp("Independent repetitions.", valueName: "count"))
  var repetitions: Int?

  @Option(help: ArgumentHelp("Root of all seeds.", valueName: "number"))
  var seed: Int?

  /// The keys that were given, with their values.
  var overrides: [(key: String, value: SpecificationValue)] {
    let texts: [(String, String?)] = [
      ("dims", dims), ("methods", methods), ("quantisers", quantisers), ("bits", bits),
      ("hidden", hidden), ("activation", activation),
    ]
    let integers: [(String, Int?)] = [
      ("input", input), ("train", train), ("test", test), ("epochs", epochs), ("batch", batch),
      ("checkpoint-epochs", checkpointEpochs), ("repetitions", repetitions), ("seed", seed),
    ]
    let reals: [(String, Double?)] = [
      ("dropout", dropout), ("variational", variational), ("learning-rate", learningRate),
    ]
    return texts.compactMap { key, value in value.map { (key, .text($0)) } }
      + integers.compactMap { key, value in value.map { (key, .integer($0)) } }
      + reals.compactMap { key, value in value.map { (key, .real($0)) } }
  }
}

/// The flags that say how to run, which no result depends on.
struct RunFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("How much to run: quick takes seconds, on less.", valueName: "profile"))
  var profile: SpecificationRequest.Profile = .full

  @Option(
    help: ArgumentHelp("Trials that run side by side. (default: one a core)", valueName: "count"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Folder for the results. (default: results/NAME)", valueName: "folder"))
  var out: String?

  @Option(help: "Form of the table.")
  var format: TableFormat = .text

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) {
      throw ValidationError("--jobs is \(jobs), but must be a whole number from 1 to 1024.")
    }
    if let out, out.isEmpty {
      throw ValidationError("--out is empty. Name a folder.")
    }
  }
}

/// The user stopped the run.
private struct SweepInterrupted: DiagnosedError {
  let place: String
  var failureClass: FailureClass { .interrupted }
  var description: String {
    "Interrupted. What has finished is kept in '\(place)'; give the same command again to go on from there."
  }
}

/// Some trials failed; the table says which.
private struct TrialsFailed: DiagnosedError {
  let failures: [RunReport.Failure]
  let trialCount: Int
  let place: String
  var failureClass: FailureClass { .trialFailed }
  var description: String {
    let list = failures.prefix(5).map { "  \($0.trial): \($0.reason)" }.joined(separator: "\n")
    let more = failures.count > 5 ? "\n  and \(failures.count - 5) more" : ""
    return
      "\(failures.count) of \(trialCount) trials failed; '\(place)/points.csv' has their status.\n"
      + list + more
  }
}

extension SpecificationRequest.Profile: ExpressibleByArgument {}
