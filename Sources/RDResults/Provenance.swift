import Foundation

/// Where results come from: program, specification, versions and machine.
public struct Provenance: Sendable, Codable, Equatable {
  /// The experiment, as in `gaussian`.
  package var experiment: String

  /// The words of the command that was run.
  public package(set) var command: [String]

  /// The commit that the program was built from; empty if unknown.
  public package(set) var commit: String

  /// Whether tracked files differed from that commit.
  package var hasUncommittedChanges: Bool

  /// SHA-256 of the program.
  package var programHash: String

  /// SHA-256 of `specification.toml`.
  package var specificationHash: String

  /// SHA-256 of each file written, by name.
  package var resultHashes: [String: String]

  /// SHA-256 of `timing.csv`, which differs between runs with the same results; absent in results of versions before 0.3.
  package var timingHash: String?

  /// The root seed; absent where nothing is random.
  public package(set) var seed: UInt64?

  /// Versions of the compiler and the libraries.
  public package(set) var versions: [String: String]

  /// The model of the processor.
  public package(set) var processor: String

  /// The kernels that the linear algebra library chose for it.
  package var blasCore: String

  /// The number of trials by the kernels that computed them, as in `Haswell avx2 fma`; absent in results of versions before 0.3.
  package var kernels: [String: Int]?

  /// The number of concurrent trials.
  package var jobs: Int

  /// Beginning of this run, ISO 8601, UTC.
  package var started: String

  /// End of this run, ISO 8601, UTC.
  package var ended: String

  /// The number of trials, of those resumed from an interrupted run, and of those that failed.
  package var trials: TrialCounts

  /// The counts of trials by outcome.
  package struct TrialCounts: Sendable, Codable, Equatable {
    package var total: Int
    /// Finished in an earlier run of the same program and specification.
    package var resumed: Int
    package var failed: Int

    package init(total: Int, resumed: Int, failed: Int) {
      self.total = total
      self.resumed = resumed
      self.failed = failed
    }
  }

  package init(
    experiment: String, command: [String], commit: String, hasUncommittedChanges: Bool,
    programHash: String, specificationHash: String, resultHashes: [String: String], seed: UInt64?,
    versions: [String: String], processor: String, blasCore: String, jobs: Int, started: String,
    ended: String, trials: TrialCounts
  ) {
    self.experiment = experiment
    self.command = command
    self.commit = commit
    self.hasUncommittedChanges = hasUncommittedChanges
    self.programHash = programHash
    self.specificationHash = specificationHash
    self.resultHashes = resultHashes
    self.seed = seed
    self.versions = versions
    self.processor = processor
    self.blasCore = blasCore
    self.jobs = jobs
    self.started = started
    self.ended = ended
    self.trials = trials
  }
  /// That of a folder of results; `nil` if it has none that can be read, as while results are replaced.
  package init?(ofResults folder: String) {
    guard let bytes = FileManager.default.contents(atPath: folder + "/provenance.json"),
      let stored = try? JSONDecoder().decode(Provenance.self, from: bytes)
    else { return nil }
    self = stored
  }
}
