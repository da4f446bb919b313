public import Foundation
internal import RDNumerics
public import RDResults

/// Which program this is and what it runs on, as far as it can find out.
public struct ProgramIdentity: Sendable {
  /// SHA-256 of the executable file.
  public let hash: ContentHash

  /// The commit of the checkout that the executable was built in, empty if it lies in none.
  let commit: String

  /// Whether that checkout's code differs from the commit.
  let hasUncommittedChanges: Bool

  /// Finds out.
  ///
  /// - Throws: `OutputError/cannotRead(path:reason:)` if the executable cannot be read.
  public init() throws {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else {
      throw OutputError.cannotRead(path: path, reason: "the program does not find its own file")
    }
    hash = ContentHash(of: bytes)
    let git = ExternalProgram(named: "git")
    let folder = (path as NSString).deletingLastPathComponent
    func ask(_ arguments: String..., in place: String) -> String? {
      guard let outcome = git?.run(["-C", place] + arguments), outcome.status == 0 else {
        return nil
      }
      return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    commit = ask("rev-parse", "HEAD", in: folder) ?? ""
    let top = ask("rev-parse", "--show-toplevel", in: folder) ?? folder
    let changes = ask("status", "--porcelain", "--", "Sources", "Package.swift", in: top)
    hasUncommittedChanges = !commit.isEmpty && changes != ""
  }

  /// The provenance of a run.
  public func provenance(
    of plan: ExperimentPlan, report: RunReport, command: [String], jobs: Int, started: Date
  ) -> Provenance {
    Provenance(
      experiment: plan.experiment, command: command, commit: commit,
      hasUncommittedChanges: hasUncommittedChanges, programHash: hash.description,
      specificationHash: ContentHash(of: plan.specificationText).description,
      resultHashes: report.resultHashes, seed: plan.seed,
      versions: [
        "gsl": GSL.version, "openblas": BLAS.library.version,
        "swift": Compiler.version,
        "system": ProcessInfo.processInfo.operatingSystemVersionString,
      ],
      processor: Processor.current.model, blasCore: BLAS.library.coreName, jobs: jobs,
      started: iso8601(started.timeIntervalSince1970),
      ended: iso8601(Date().timeIntervalSince1970),
      trials: .init(
        total: report.trialCount, resumed: report.resumedCount, failed: report.failures.count))
  }
}
