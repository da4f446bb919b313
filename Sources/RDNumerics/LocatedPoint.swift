import RDCore

/// A point that an iteration found, and how the iteration ended.
package struct LocatedPoint: Sendable, Equatable {
  /// Where it lies.
  package let position: Double

  /// How the search ended; its residual is the width of the last bracket.
  package let convergence: Convergence

  /// A point and how it was found.
  package init(position: Double, convergence: Convergence) {
    self.position = position
    self.convergence = convergence
  }
}
