import RDCore

/// A point found by an iteration, with the convergence of the iteration.
package struct LocatedPoint: Sendable, Equatable {
  /// The position, in the unit of the function's argument.
  package let position: Double

  /// How the search ended; its residual is the width of the last bracket.
  package let convergence: Convergence

  package init(position: Double, convergence: Convergence) {
    self.position = position
    self.convergence = convergence
  }
}
