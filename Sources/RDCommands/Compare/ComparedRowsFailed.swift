import RDCore

/// Some of the images were not coded; the others stand in the table.
package struct ComparedRowsFailed: DiagnosedError, Equatable {
  /// The image and why it failed, for each of them.
  package let failures: [String]

  /// The rows there are, without means.
  package let rowCount: Int

  package init(
    failures: [String], rowCount: Int
  ) {
    self.failures = failures
    self.rowCount = rowCount
  }

  package var failureClass: FailureClass { .trialFailed }

  package var description: String {
    // A codec that cannot code an image cannot at each of its settings.
    var reasons: [String] = []
    for failure in failures where !reasons.contains(failure) { reasons.append(failure) }
    return "\(failures.count) of \(rowCount) rows failed.\n"
      + reasons.map { "  \($0)" }.joined(separator: "\n")
  }
}
