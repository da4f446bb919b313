import RDCore

/// Rows of a ledger that could not be measured.
package struct LedgerRowsFailed: DiagnosedError, Equatable {
  /// What was asked for and why it failed, for each of them.
  package let failures: [String]

  package let rowCount: Int

  package init(
    failures: [String], rowCount: Int
  ) {
    self.failures = failures
    self.rowCount = rowCount
  }

  package var failureClass: FailureClass { .trialFailed }

  package var description: String {
    "\(failures.count) of \(rowCount) rows failed.\n"
      + failures.map { "  \($0)" }.joined(separator: "\n")
  }
}
