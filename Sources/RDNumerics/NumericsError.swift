import RDCore

/// Why a numerical method gave no answer.
package enum NumericsError: DiagnosedError, Equatable {
  /// The iteration limit came before the tolerance.
  case didNotConverge(method: String, Convergence)

  /// Rounding, or an integrand that is too rough, keeps the tolerance out of reach.
  case toleranceOutOfReach(method: String, reason: String, best: QuadratureEstimate)

  /// The interval given does not enclose what is sought.
  case notBracketed(method: String, lower: Double, upper: Double)

  /// A function gave NaN or infinity where a number was needed.
  case notFinite(method: String, at: Double)

  /// A matrix that must be invertible is not.
  case singular(method: String, row: Int)

  /// A library routine refused, with its own words.
  case libraryFailure(method: String, reason: String)

  /// A computation that fails is a failed trial.
  package var failureClass: FailureClass { .trialFailed }

  /// The message.
  package var description: String {
    switch self {
    case .didNotConverge(let method, let convergence):
      "\(method) stopped after \(convergence.iterationCount) steps at \(convergence.residual), above its tolerance \(convergence.tolerance). Allow more steps or a larger tolerance."
    case .toleranceOutOfReach(let method, let reason, let best):
      "\(method) cannot reach its tolerance: \(reason). The best value is \(best.value) with an error of about \(best.errorEstimate). Ask for less accuracy, or split the interval where the function is not smooth."
    case .notBracketed(let method, let lower, let upper):
      "\(method): the interval from \(lower) to \(upper) does not enclose a solution. Give a wider one."
    case .notFinite(let method, let place):
      "\(method): the function is not finite at \(place). Leave that point out of the interval."
    case .singular(let method, let row):
      "\(method): the matrix is singular at row \(row). The equations do not determine the unknowns."
    case .libraryFailure(let method, let reason):
      "\(method) failed: \(reason)."
    }
  }
}
