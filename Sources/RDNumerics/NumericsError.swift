import RDCore

/// Why a numerical method failed.
package enum NumericsError: DiagnosedError, Equatable {
  /// The iteration limit was reached before the tolerance.
  case didNotConverge(method: String, Convergence)

  /// Rounding, or too rough an integrand, prevents the tolerance.
  case toleranceOutOfReach(method: String, reason: String, best: QuadratureEstimate)

  /// The interval does not bracket the root or minimum.
  case notBracketed(method: String, lower: Double, upper: Double)

  /// A function is NaN or infinite.
  case notFinite(method: String, at: Double)

  /// A matrix that must be invertible is not.
  case singular(method: String, row: Int)

  /// A library routine failed, with its own message.
  case libraryFailure(method: String, reason: String)

  package var failureClass: FailureClass { .trialFailed }

  package var description: String {
    switch self {
    case .didNotConverge(let method, let convergence):
      "\(method) stopped after \(convergence.iterationCount) steps at \(convergence.residual), above its tolerance \(convergence.tolerance). Allow more steps or a larger tolerance."
    case .toleranceOutOfReach(let method, let reason, let best):
      "\(method) cannot reach its tolerance: \(reason). The best value is \(best.value) with an error of about \(best.errorEstimate). Ask for less accuracy, or split the interval where the function is not smooth."
    case .notBracketed(let method, let lower, let upper):
      "\(method): the interval from \(lower) to \(upper) does not enclose a solution. Give a wider one."
    case .notFinite(let method, let position):
      "\(method): the function is not finite at \(position). Leave that point out of the interval."
    case .singular(let method, let row):
      "\(method): the matrix is singular at row \(row). The equations do not determine the unknowns."
    case .libraryFailure(let method, let reason):
      "\(method) failed: \(reason)."
    }
  }
}
