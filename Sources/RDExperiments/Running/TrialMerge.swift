import RDCore
import RDFiles
import RDResults

/// Puts the stored trials of a plan together: all of the same kernels, unless a mixture is accepted.
package struct TrialMerge {
  /// What is stored of a trial.
  package enum Finding: Sendable {
    /// A result: finished or failed, by the kernels of the most trials or by others.
    case result(StoredRecord, isFinished: Bool, isOfMost: Bool)

    /// Why there is none.
    case problem(MergeProblem.Kind, String)
  }

  private let plan: ExperimentPlan
  private let keys: [TrialKey]
  private let acceptsMixedKernels: Bool

  /// The names of the store's files.
  let stored: StoredTrials

  /// What is stored of each trial.
  package let findings: [Finding]

  init(
    plan: ExperimentPlan, keys: [TrialKey], stored: StoredTrials, acceptsMixedKernels: Bool
  ) {
    self.plan = plan
    self.keys = keys
    self.stored = stored
    self.acceptsMixedKernels = acceptsMixedKernels
    let order = stored.kernels(of: keys)
    findings = keys.map { Self.finding(of: $0, in: stored, order, plan) }
  }

  /// Whether each trial is to be run: it is missing, has failed, or has only a result of other kernels than the others.
  package var areToRun: [Bool] {
    findings.map { finding in
      switch finding {
      case .result(_, let isFinished, let isOfMost):
        !isFinished || !isOfMost && !acceptsMixedKernels
      case .problem(let kind, _): kind == .missing
      }
    }
  }

  /// Whether a trial that has not finished has a checkpoint.
  package func hasCheckpoint(_ position: Int) -> Bool {
    !stored.paths(.checkpoint, of: keys[position]).isEmpty
  }

  /// The number of stored trials of another program.
  package var otherTrialCount: Int { stored.otherTrialCount(besides: keys) }

  /// The results.
  ///
  /// - Throws: ``MergeProblem`` if trials are missing, damaged, contradictory or of several kernels.
  package func report() throws(MergeProblem) -> RunReport {
    var records: [StoredRecord] = []
    var problems: [MergeProblem.Trial] = []
    var others: [MergeProblem.Trial] = []
    var most = ""
    for (trial, finding) in zip(plan.trials, findings) {
      switch finding {
      case .result(let stored, _, let isOfMost):
        records.append(stored)
        let origin = stored.record.origin
        if isOfMost {
          most = origin.kernels
        } else {
          others.append(
            .init(
              name: trial.name, kind: .missing,
              state: "\(origin.kernels), on \(origin.node) (\(origin.processor))"))
        }
      case .problem(let kind, let state):
        problems.append(.init(name: trial.name, kind: kind, state: state))
      }
    }
    guard problems.isEmpty else {
      throw .incomplete(problems, of: keys.count, otherCount: otherTrialCount)
    }
    guard others.isEmpty || acceptsMixedKernels else {
      throw .mixedKernels(others, of: keys.count, most: most)
    }
    return RunReport(of: plan, records, resumedCount: records.count)
  }

  /// What is stored of a trial by the first kernels that have a result.
  private static func finding(
    of key: TrialKey, in stored: StoredTrials, _ order: [String], _ plan: ExperimentPlan
  ) -> Finding {
    let results = stored.results(of: key)
    guard let kernels = order.first(where: { results[$0] != nil }), let path = results[kernels]
    else {
      let isBegun = !stored.paths(.checkpoint, of: key).isEmpty
      return .problem(.missing, isBegun ? "stopped in its training" : "not computed")
    }
    if let other = stored.paths(.contradiction, of: key)[kernels] {
      return .problem(.contradictory, "two results that differ, '\(path)' and '\(other)'")
    }
    do {
      guard let record = try TrialStore.record(at: path), plan.matches(record) else {
        return .problem(.damaged, "'\(path)' has other tables")
      }
      return .result(
        StoredRecord(record, at: path), isFinished: stored.paths(.trial, of: key)[kernels] != nil,
        isOfMost: kernels == order.first)
    } catch {
      return .problem(.damaged, "\(error)")
    }
  }
}
