internal import RDCore

/// Some of the images were not coded; the others stand in the table.
struct ComparedRowsFailed: DiagnosedError, Equatable {
  /// The image and why it failed, for each of them.
  let failures: [String]

  /// The rows there are, without means.
  let rowCount: Int

  var failureClass: FailureClass { .trialFailed }

  var description: String {
    // A codec that cannot code an image cannot at each of its settings.
    var reasons: [String] = []
    for failure in failures where !reasons.contains(failure) { reasons.append(failure) }
    return "\(failures.count) of \(rowCount) rows failed.\n"
      + reasons.map { "  \($0)" }.joined(separator: "\n")
  }
}
