import RDCore

/// Parameters that do not define a stationary process.
package enum ProcessError: DiagnosedError, Equatable {
  /// The characteristic polynomial has a root on or outside the unit circle, detected by the reflection coefficient of that
  /// order.
  case notStationary(order: Int, reflection: Double)

  /// The covariance matrix of `order` consecutive samples is singular or has a negative eigenvalue.
  case notPositiveDefinite(order: Int)

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    switch self {
    case .notStationary(let order, let reflection):
      "The autoregressive process is not stationary: its reflection coefficient of order \(order) is \(reflection), but must lie above -1 and below 1. Scale coefficient a[i] by c^i with some c below 1."
    case .notPositiveDefinite(let order):
      "The autocovariances make no process: the covariance matrix of \(order) consecutive samples is singular or not positive definite. Lower their magnitudes or leave out those from r\(order - 1) on."
    }
  }
}
