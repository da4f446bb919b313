/// The verdict of a measurement on a published statement.
package enum Verdict: String, Sendable, Equatable, CaseIterable {
  /// The whole confidence interval agrees with the statement.
  case confirmed

  /// The whole interval disagrees with the statement.
  case refuted

  /// The interval contains the stated number, but is wider than the tolerance.
  case notRefuted = "not refuted"

  /// The interval is consistent with both, or unknown.
  case undecided

  /// The whole interval is better than the published number.
  case better

  /// At least as good as the published number; whether better is not known.
  case reached

  /// The whole interval is worse than the published number.
  case notReached = "not reached"

  /// The interval agrees with the statement, or is as good as the published number; but it is that of a single training.
  case suggestsSo = "suggests so"

  /// The interval disagrees with the statement, or is worse than the published number; but it is that of a single training.
  case suggestsOtherwise = "suggests otherwise"

  /// The results are of a quick run, or of substitute images: insufficient for a verdict.
  case quickRun = "quick run"

  /// The results lack the number.
  case notMeasured = "not measured"

  /// What is left of it where only one training was measured: no more than a suggestion.
  package var ofOneTraining: Verdict {
    switch self {
    case .confirmed, .better, .reached: .suggestsSo
    case .refuted, .notReached: .suggestsOtherwise
    case .notRefuted, .undecided, .suggestsSo, .suggestsOtherwise, .quickRun, .notMeasured: self
    }
  }

  /// What is left of it where other trainings of the model failed: they are not better or as good.
  package var withFailedTrainings: Verdict {
    switch self {
    case .confirmed, .better, .reached, .suggestsSo: .undecided
    case .refuted, .notReached, .notRefuted, .undecided, .suggestsOtherwise, .quickRun,
      .notMeasured:
      self
    }
  }

  /// Its class in the style sheet of a page.
  package var tone: String {
    switch self {
    case .confirmed, .better, .reached: "good"
    case .refuted, .notReached: "bad"
    case .notRefuted, .undecided, .suggestsSo, .suggestsOtherwise, .quickRun, .notMeasured: "open"
    }
  }
}
