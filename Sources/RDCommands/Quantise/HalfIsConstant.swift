import RDCore

/// A half of the samples of a file that holds only one number.
package struct HalfIsConstant: DiagnosedError, Equatable {
  package let path: String

  /// Which half: `"design"` or `"held-out"`.
  package let half: String

  package let rowCount: Int

  package var failureClass: FailureClass { .badData }

  package var description: String {
    "The file '\(path)' is split into two halves, and the \(half) half (\(rowCount) row\(rowCount == 1 ? "" : "s")) holds only one number. Give more samples that differ."
  }
}
