import RDCore

/// Why the stored trials of a sweep are not its results.
package enum MergeProblem: DiagnosedError, Equatable {
  /// Trials are missing, damaged or contradictory, each with what is wrong; `otherCount` is the number of stored trials of another
  /// program.
  case incomplete([Trial], of: Int, otherCount: Int)

  /// Trials that were computed by other kernels than the most, each with its kernels.
  case mixedKernels([Trial], of: Int, most: String)

  /// Why a trial has no result.
  package enum Kind: Sendable, CaseIterable {
    case missing, damaged, contradictory

    /// What to do about it.
    fileprivate var advice: String {
      switch self {
      case .missing:
        "Run the shards that missing trials belong to again, or the same command without --merge and --shard."
      case .damaged: "Remove a damaged file; its trial is then missing."
      case .contradictory:
        "One of the machines is faulty: remove both files of a contradictory trial, and run it again."
      }
    }
  }

  package struct Trial: Equatable, Sendable {
    package let name: String
    package let kind: Kind
    package let state: String
  }

  package var failureClass: FailureClass {
    switch self {
    case .incomplete(let trials, _, _) where trials.allSatisfy({ $0.kind == .missing }): .missing
    default: .badData
    }
  }

  package var description: String {
    switch self {
    case .incomplete(let trials, let count, let otherCount):
      let kinds = Kind.allCases.filter { kind in trials.contains { $0.kind == kind } }
      return
        ([
          "\(trials.count) of \(count) trials are \(kinds.map { "\($0)" }.joined(separator: " or ")); nothing was published.",
          Self.lines(trials),
        ] + (Self.note(ofOthers: otherCount).map { [$0] } ?? []) + kinds.map(\.advice))
        .joined(separator: "\n")
    case .mixedKernels(let trials, let count, let most):
      return
        "\(trials.count) of \(count) trials have no result by the kernels of the others (\(most)), and other kernels may round differently; nothing was published.\n\(Self.lines(trials))\nRun these on nodes like the others, or accept the mixture with --mixed-kernels; provenance.json then says so."
    }
  }

  /// What stored trials of another program mean; `nil` if there are none.
  package static func note(ofOthers count: Int) -> String? {
    count > 0
      ? "\(count) trials are stored of another program or libraries: let all nodes run the same executable file with the same libraries."
      : nil
  }

  /// The first dozen, a line each.
  private static func lines(_ trials: [Trial]) -> String {
    (trials.prefix(12).map { "  \($0.name): \($0.state)" }
      + (trials.count > 12 ? ["  and \(trials.count - 12) more"] : [])).joined(separator: "\n")
  }
}
