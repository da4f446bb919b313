internal import CGSL
import RDCore

/// Finds a root of a continuous function in an interval at whose ends its signs differ.
///
/// > Source: [brent1973], chapter 4, as implemented by [galassi2009gsl], chapter "One Dimensional Root-Finding".
package struct BrentRoot: Sendable {
  /// The width of the final bracket, relative to the root.
  package let relativeTolerance: Double

  /// The width of the final bracket that suffices however small the root is.
  package let absoluteTolerance: Double

  /// The greatest number of steps.
  package let iterationLimit: Int

  /// A root finder; by default it continues to the last bits.
  package init(
    relativeTolerance: Double = 4 * .ulpOfOne, absoluteTolerance: Double = 0,
    iterationLimit: Int = 200
  ) {
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.iterationLimit = iterationLimit
  }

  /// A root of `function` in the interval.
  ///
  /// - Returns: the root, with the width of the last bracket.
  /// - Throws: ``NumericsError/notBracketed(method:lower:upper:)`` if the signs at the ends do not differ;
  ///   ``NumericsError/didNotConverge(method:_:)``; ``NumericsError/notFinite(method:at:)``.
  package func root(
    in interval: Interval, of function: (Double) -> Double
  ) throws(NumericsError) -> LocatedPoint {
    let method = "Brent's root finder"
    guard interval.isBounded else {
      throw .notBracketed(method: method, lower: interval.lower, upper: interval.upper)
    }
    let outcome: Result<LocatedPoint, NumericsError> = withGSLFunction(function) { lent in
      guard let solver = gsl_root_fsolver_alloc(cgsl_brent_root()) else {
        return .failure(.libraryFailure(method: method, reason: "out of memory"))
      }
      defer { gsl_root_fsolver_free(solver) }
      switch gsl_root_fsolver_set(solver, lent, interval.lower, interval.upper) {
      case Int32(GSL_SUCCESS): break
      case Int32(GSL_EINVAL):
        return .failure(
          .notBracketed(method: method, lower: interval.lower, upper: interval.upper))
      default: return .failure(.notFinite(method: method, at: interval.lower))
      }
      var convergence = Convergence(iterationCount: 0, residual: interval.width, tolerance: 0)
      for iteration in 1...iterationLimit {
        guard gsl_root_fsolver_iterate(solver) == 0 else {
          return .failure(.notFinite(method: method, at: gsl_root_fsolver_root(solver)))
        }
        let root = gsl_root_fsolver_root(solver)
        let width = gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver)
        convergence = Convergence(
          iterationCount: iteration, residual: width,
          tolerance: max(absoluteTolerance, relativeTolerance * abs(root)))
        if convergence.isConverged {
          return .success(LocatedPoint(position: root, convergence: convergence))
        }
      }
      return .failure(.didNotConverge(method: method, convergence))
    }
    return try outcome.get()
  }
}
