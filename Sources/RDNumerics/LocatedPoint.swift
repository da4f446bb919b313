public import RDCore

/// A point that an iteration found, and how the iteration ended.
public struct LocatedPoint: Sendable, Equatable {
  /// Where it lies.
  public let position: Double

  /// How the search ended; its residual is the width of the last bracket.
  public let convergence: Convergence

  /// A point and how it was found.
  public init(position: Double, convergence: Convergence) {
    self.position = position
    self.convergence = convergence
  }
}
