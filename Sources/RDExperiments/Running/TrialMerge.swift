import RDCore
import RDFiles
import RDResults

/// Puts the stored trials of a plan together: all of the same kernels, unless a mixture is accepted.
struct TrialMerge {
  let plan: ExperimentPlan
  let keys: [TrialKey]
  let store: TrialStore
  let acceptsMixedKernels: Bool

  /// The records in the order of the trials, failed ones included.
  ///
  /// - Throws: ``MergeProblem``; `OutputError` if the store cannot be read.
  func records() throws -> [TrialRecord] {
    let stored = try store.survey()
    let order = stored.kernels(of: keys)
    var records: [TrialRecord] = []
    var problems: [MergeProblem.Trial] = []
    var others: [MergeProblem.Trial] = []
    for (trial, key) in zip(plan.trials, keys) {
      do throws(TrialProblem) {
        let (record, kernels) = try result(of: key, stored, order)
        records.append(record)
        if kernels != order.first {
          others.append(
            .init(
              name: trial.name, isMissing: true,
              state:
                "\(record.origin.kernels), on \(record.origin.node) (\(record.origin.processor))"))
        }
      } catch {
        problems.append(.init(name: trial.name, isMissing: error.isMissing, state: error.state))
      }
    }
    guard problems.isEmpty else {
      throw MergeProblem.incomplete(
        problems, of: keys.count, otherCount: stored.otherTrialCount(besides: keys))
    }
    guard others.isEmpty || acceptsMixedKernels else {
      let names = Set(others.map(\.name))
      let most = records.first { !names.contains($0.trial) }?.origin.kernels ?? ""
      throw MergeProblem.mixedKernels(others, of: keys.count, most: most)
    }
    return records
  }

  /// Why a trial has no record.
  private struct TrialProblem: Error {
    var isMissing = false
    let state: String
  }

  /// The record of a trial by the first kernels that have one, with these kernels.
  private func result(
    of key: TrialKey, _ stored: StoredTrials, _ order: [String]
  ) throws(TrialProblem) -> (TrialRecord, kernels: String) {
    let results = stored.results(of: key)
    guard let kernels = order.first(where: { results[$0] != nil }), let path = results[kernels]
    else {
      let isBegun = !stored.paths(.checkpoint, of: key).isEmpty
      throw TrialProblem(
        isMissing: true, state: isBegun ? "stopped in its training" : "not computed")
    }
    if let other = stored.paths(.contradiction, of: key)[kernels] {
      throw TrialProblem(state: "two results that differ, '\(path)' and '\(other)'")
    }
    let record: TrialRecord?
    do {
      record = try store.record(at: path)
    } catch {
      throw TrialProblem(state: "\(error)")
    }
    guard let record, plan.matches(record) else {
      throw TrialProblem(state: "'\(path)' has other tables")
    }
    return (record, kernels)
  }
}
