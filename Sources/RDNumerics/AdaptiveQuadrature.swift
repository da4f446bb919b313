internal import CGSL
import RDCore

/// Adaptive quadrature over finite, half-infinite and infinite intervals.
///
/// An integrator owns its workspace of subdivisions, so a reused one integrates without allocating. It is not thread-safe.
///
/// > Source: [piessens1983], QAG, QAGI, QAGIL and QAGIU, as implemented by [galassi2009gsl], chapter "Numerical Integration".
package final class AdaptiveQuadrature {
  private let workspace: UnsafeMutablePointer<gsl_integration_workspace>
  private let subdivisionLimit: Int

  /// An integrator with a workspace of `subdivisionLimit` subdivisions.
  ///
  /// - Precondition: `subdivisionLimit` is positive, and its workspace fits into memory (about 40 bytes each).
  package init(subdivisionLimit: Int = 2000) {
    GSL.start()
    guard let workspace = gsl_integration_workspace_alloc(subdivisionLimit) else {
      preconditionFailure("no workspace for \(subdivisionLimit) subdivisions")
    }
    self.workspace = workspace
    self.subdivisionLimit = subdivisionLimit
  }

  deinit {
    gsl_integration_workspace_free(workspace)
  }

  /// Integrates a function that is smooth inside the interval, with at most integrable singularities.
  ///
  /// Stops when the estimated error is below either tolerance. Split the interval at kinks: on each side the 21-point
  /// Gauss–Kronrod rule then converges fast.
  ///
  /// - Parameters:
  ///   - interval: of integration; either end may be infinite.
  ///   - absoluteTolerance: in the unit of the integral; with 0 only the relative tolerance counts.
  ///   - relativeTolerance: at least 5e-15.
  ///   - function: the integrand.
  /// - Returns: the integral with its error estimate.
  /// - Throws: ``NumericsError/toleranceOutOfReach(method:reason:best:)``; ``NumericsError/notFinite(method:at:)`` for an
  ///   integrand that is NaN or infinite.
  package func integrate(
    over interval: Interval, absoluteTolerance: Double = 0, relativeTolerance: Double = 1e-12,
    _ function: (Double) -> Double
  ) throws(NumericsError) -> QuadratureEstimate {
    let method = "Adaptive quadrature"
    var value = 0.0
    var error = 0.0
    let status = withGSLFunction(function) { lent in
      switch (interval.lower.isFinite, interval.upper.isFinite) {
      case (true, true):
        gsl_integration_qag(
          lent, interval.lower, interval.upper, absoluteTolerance, relativeTolerance,
          subdivisionLimit, Int32(GSL_INTEG_GAUSS21), workspace, &value, &error)
      case (true, false):
        gsl_integration_qagiu(
          lent, interval.lower, absoluteTolerance, relativeTolerance, subdivisionLimit, workspace,
          &value, &error)
      case (false, true):
        gsl_integration_qagil(
          lent, interval.upper, absoluteTolerance, relativeTolerance, subdivisionLimit, workspace,
          &value, &error)
      case (false, false):
        gsl_integration_qagi(
          lent, absoluteTolerance, relativeTolerance, subdivisionLimit, workspace, &value, &error)
      }
    }
    guard value.isFinite else { throw .notFinite(method: method, at: interval.lower) }
    let estimate = QuadratureEstimate(value: value, errorEstimate: error)
    switch Int(status) {
    case Int(GSL_SUCCESS): return estimate
    case Int(GSL_EROUND):
      throw .toleranceOutOfReach(
        method: method, reason: "rounding errors are as large", best: estimate)
    case Int(GSL_ESING), Int(GSL_EDIVERGE):
      throw .toleranceOutOfReach(
        method: method, reason: "the function is too rough there", best: estimate)
    case Int(GSL_EMAXITER):
      throw .toleranceOutOfReach(
        method: method, reason: "\(subdivisionLimit) subdivisions are not enough", best: estimate)
    default:
      throw .libraryFailure(method: method, reason: String(cString: gsl_strerror(status)))
    }
  }
}
