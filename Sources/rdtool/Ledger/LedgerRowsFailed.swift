internal import RDCore

/// Rows of a ledger that could not be measured.
struct LedgerRowsFailed: DiagnosedError, Equatable {
  /// What was asked for and why it failed, for each of them.
  let failures: [String]

  let rowCount: Int

  var failureClass: FailureClass { .trialFailed }

  var description: String {
    "\(failures.count) of \(rowCount) rows failed.\n"
      + failures.map { "  \($0)" }.joined(separator: "\n")
  }
}
