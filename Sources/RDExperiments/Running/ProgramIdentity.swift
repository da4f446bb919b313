import Foundation
import RDFiles
import RDNumerics
import RDResults

/// The identity of the running program and of its environment.
package struct ProgramIdentity: Sendable {
  /// SHA-256 of the executable file.
  let programHash: ContentHash

  /// All that results depend on besides their specification.
  package let computation: Computation

  /// The executable file.
  private let path: String

  /// Determines the identity.
  ///
  /// - Throws: `OutputError.cannotRead(path:reason:)` if the executable cannot be read.
  package init() throws {
    path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else {
      throw OutputError.cannotRead(path: path, reason: "the program does not find its own file")
    }
    programHash = ContentHash(of: bytes)
    computation = Computation(
      code: ContentHash(
        of: [
          programHash.description, GSL.runningVersion, Self.blasBuild, CLibrary.version,
        ].joined(separator: "\n")),
      origin: TrialOrigin(
        kernels: Kernels.current, node: ProcessInfo.processInfo.hostName,
        processor: Processor.current.model))
  }

  /// How OpenBLAS was built: its configuration without the core, which is that of the machine and one of the ``Kernels``.
  private static var blasBuild: String {
    BLAS.library.configuration.replacing(" \(BLAS.library.coreName) ", with: " ")
  }

  /// The commit of the checkout that the executable lies in, empty if it lies in none, and whether the executable may differ from it: the
  /// working tree differs from it, or is newer than the executable.
  private var checkout: (commit: String, hasUncommittedChanges: Bool) {
    let folder = (path as NSString).deletingLastPathComponent
    guard let commit = git("rev-parse", "HEAD", in: folder) else { return ("", false) }
    let top = git("rev-parse", "--show-toplevel", in: folder) ?? folder
    let changes = git("status", "--porcelain", "--", "Sources", "Package.swift", in: top)
    return (commit, changes != "" || isYounger(than: path, top + "/Sources"))
  }

  package func provenance(
    of plan: ExperimentPlan, report: RunReport, command: [String], jobs: Int, started: Date
  ) -> Provenance {
    let checkout = checkout
    var provenance = Provenance(
      experiment: plan.experiment, command: command, commit: checkout.commit,
      hasUncommittedChanges: checkout.hasUncommittedChanges, programHash: programHash.description,
      specificationHash: ContentHash(of: plan.specificationText).description,
      resultHashes: report.resultHashes, seed: plan.seed,
      versions: [
        "c-library": CLibrary.version, "gsl": GSL.runningVersion, "openblas": BLAS.library.version,
        "swift": Compiler.version,
        "system": ProcessInfo.processInfo.operatingSystemVersionString,
      ],
      processor: Processor.current.model, blasCore: BLAS.library.coreName, jobs: jobs,
      started: iso8601(started.timeIntervalSince1970),
      ended: iso8601(Date().timeIntervalSince1970),
      trials: .init(
        total: report.trialCount, resumed: report.resumedCount, failed: report.failures.count))
    provenance.kernels = report.kernels
    return provenance
  }
}

/// The output of git for a checkout, without taking its locks; `nil` if git is missing or fails.
private func git(_ arguments: String..., in folder: String) -> String? {
  let call = ["--no-optional-locks", "-C", folder] + arguments
  guard let outcome = ExternalProgram(named: "git")?.run(call), outcome.status == 0 else {
    return nil
  }
  return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
}

/// Whether any file of a folder is newer than a file.
private func isYounger(than file: String, _ folder: String) -> Bool {
  func date(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }
  guard let limit = date(file), let names = FileManager.default.enumerator(atPath: folder) else {
    return false
  }
  return names.contains { name in
    (name as? String).flatMap { date(folder + "/" + $0) }.map { $0 > limit } ?? false
  }
}
