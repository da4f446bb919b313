internal import CGSL
import RDCore

/// Finds a minimum of a function of one variable in a bracket.
///
/// The position of a minimum is determined only to about the square root of the working precision; its value to full precision.
///
/// > Source: [brent1973], chapter 5, as implemented by [galassi2009gsl], chapter "One Dimensional Minimization".
package struct BrentMinimum: Sendable {
  /// The width of the final bracket, relative to the position of the minimum.
  package let relativeTolerance: Double

  /// The greatest number of steps.
  package let iterationLimit: Int

  package init(relativeTolerance: Double = 3e-8, iterationLimit: Int = 200) {
    self.relativeTolerance = relativeTolerance
    self.iterationLimit = iterationLimit
  }

  /// The position of a minimum of `function` in the interval.
  ///
  /// - Parameters:
  ///   - interval: the bracket; finite.
  ///   - guess: a point inside where the function is below its values at both ends.
  ///   - function: the function.
  /// - Returns: the position of the lowest value found, with the width of the last bracket.
  /// - Throws: ``NumericsError/notBracketed(method:lower:upper:)`` if the function at `guess` is not below that at both ends;
  ///   ``NumericsError/didNotConverge(method:_:)``; ``NumericsError/notFinite(method:at:)``.
  package func minimum(
    in interval: Interval, guess: Double, of function: (Double) -> Double
  ) throws(NumericsError) -> LocatedPoint {
    let method = "Brent's minimiser"
    let outcome: Result<LocatedPoint, NumericsError> = withGSLFunction(function) { lent in
      guard let solver = gsl_min_fminimizer_alloc(cgsl_brent_minimum()) else {
        return .failure(.libraryFailure(method: method, reason: "out of memory"))
      }
      defer { gsl_min_fminimizer_free(solver) }
      switch gsl_min_fminimizer_set(solver, lent, guess, interval.lower, interval.upper) {
      case Int32(GSL_SUCCESS): break
      case Int32(GSL_EINVAL):
        return .failure(
          .notBracketed(method: method, lower: interval.lower, upper: interval.upper))
      default: return .failure(.notFinite(method: method, at: guess))
      }
      var convergence = Convergence(iterationCount: 0, residual: interval.width, tolerance: 0)
      for iteration in 1...iterationLimit {
        let status = gsl_min_fminimizer_iterate(solver)
        let position = gsl_min_fminimizer_x_minimum(solver)
        guard status == GSL_SUCCESS || status == GSL_FAILURE else {
          return .failure(.notFinite(method: method, at: position))
        }
        let width = gsl_min_fminimizer_x_upper(solver) - gsl_min_fminimizer_x_lower(solver)
        // A failing step sees no lower point because of rounding: the bracket counts as narrow.
        convergence = Convergence(
          iterationCount: iteration, residual: width,
          tolerance: status == GSL_FAILURE ? width : relativeTolerance * abs(position))
        if convergence.isConverged {
          return .success(LocatedPoint(position: position, convergence: convergence))
        }
      }
      return .failure(.didNotConverge(method: method, convergence))
    }
    return try outcome.get()
  }
}
