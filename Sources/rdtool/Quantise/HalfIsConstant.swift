internal import RDCore

/// A half of the samples of a file that holds only one number.
struct HalfIsConstant: DiagnosedError, Equatable {
  let path: String

  /// Which half: `"design"` or `"held-out"`.
  let half: String

  let rowCount: Int

  var failureClass: FailureClass { .badData }

  var description: String {
    "The file '\(path)' is split into two halves, and the \(half) half (\(rowCount) row\(rowCount == 1 ? "" : "s")) holds only one number. Give more samples that differ."
  }
}
