import RDCore

/// Why the stored trials of a sweep are not its results.
package enum MergeProblem: DiagnosedError, Equatable {
  /// Trials are missing, damaged or contradictory, each with what is wrong; `otherCount` is the number of stored trials of another
  /// program.
  case incomplete([Trial], of: Int, otherCount: Int)

  /// Trials that were computed by other kernels than the most, each with its kernels.
  case mixedKernels([Trial], of: Int, most: String)

  package struct Trial: Equatable, Sendable {
    package let name: String

    /// Whether nothing is stored, or something that is wrong.
    package let isMissing: Bool

    package let state: String
  }

  package var failureClass: FailureClass {
    switch self {
    case .incomplete(let trials, _, _) where trials.allSatisfy(\.isMissing): .missing
    default: .badData
    }
  }

  package var description: String {
    switch self {
    case .incomplete(let trials, let count, let otherCount):
      let others =
        otherCount > 0
        ? "\n\(otherCount) trials are stored of another program or libraries: let all nodes run the same executable file with the same libraries."
        : ""
      return
        "\(trials.count) of \(count) trials are missing, damaged or contradictory; nothing was published.\n\(Self.lines(trials))\(others)\nRun the shards that they belong to again, or the same command without --merge and --shard."
    case .mixedKernels(let trials, let count, let most):
      return
        "\(trials.count) of \(count) trials have no result by the kernels of the others (\(most)), and other kernels may round differently; nothing was published.\n\(Self.lines(trials))\nRun these on nodes like the others, or accept the mixture with --mixed-kernels; provenance.json then says so."
    }
  }

  /// The first dozen, a line each.
  private static func lines(_ trials: [Trial]) -> String {
    (trials.prefix(12).map { "  \($0.name): \($0.state)" }
      + (trials.count > 12 ? ["  and \(trials.count - 12) more"] : [])).joined(separator: "\n")
  }
}
