import RDCore

/// Numbers that make no stationary process.
package enum ProcessError: DiagnosedError, Equatable {
  /// The coefficients have a root on or outside of the unit circle, which shows in the reflection coefficient of that order.
  case notStationary(order: Int, reflection: Double)

  /// The covariance matrix of so many consecutive samples is singular or has a negative eigenvalue.
  case notPositiveDefinite(order: Int)

  /// Any of them is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
    switch self {
    case .notStationary(let order, let reflection):
      "The autoregressive process is not stationary: its reflection coefficient of order \(order) is \(reflection), but must lie above -1 and below 1. Scale coefficient a[i] by c^i with some c below 1."
    case .notPositiveDefinite(let order):
      "The autocovariances make no process: the covariance matrix of \(order) consecutive samples is singular or not positive definite. Lower their magnitudes or leave out those from r\(order - 1) on."
    }
  }
}
