/// What a measurement says of a published statement.
package enum Verdict: String, Sendable, Equatable, CaseIterable {
  /// The whole confidence interval of the measurement lies where the statement says.
  case confirmed

  /// The whole interval lies elsewhere.
  case refuted

  /// The interval holds the number that the measurement is said to equal, and more than what counts as equal.
  case notRefuted = "not refuted"

  /// The interval holds both, or is not known.
  case undecided

  /// The whole interval is nearer to what one would like than the published number.
  case better

  /// At least as near as the published number; whether nearer is not known.
  case reached

  /// The whole interval is less near than the published number.
  case notReached = "not reached"

  /// The results are of a quick run, or of images that stand in for those of the study: too little to say anything.
  case quickRun = "quick run"

  /// The results have no such number.
  case notMeasured = "not measured"

  /// How a page colours it: a name of the style sheet.
  var tone: String {
    switch self {
    case .confirmed, .better, .reached: "good"
    case .refuted, .notReached: "bad"
    case .notRefuted, .undecided, .quickRun, .notMeasured: "open"
    }
  }
}
