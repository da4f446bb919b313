/// What a measurement says of a published statement.
public enum Verdict: String, Sendable, Equatable, CaseIterable {
  /// The confidence interval of the measurement lies where the statement says.
  case confirmed

  /// The confidence interval lies elsewhere.
  case refuted

  /// The confidence interval holds both.
  case undecided

  /// Nearer to what one would like than the published number.
  case better

  /// As near as the published number.
  case reached

  /// Less near than the published number.
  case notReached = "not reached"

  /// The results have no such number.
  case notMeasured = "not measured"

  /// How a page colours it: a name of the style sheet.
  var tone: String {
    switch self {
    case .confirmed, .better, .reached: "good"
    case .refuted, .notReached: "bad"
    case .undecided, .notMeasured: "open"
    }
  }
}
