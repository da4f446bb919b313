/// How an iterative method ended.
public struct Convergence: Sendable, Equatable {
  /// Steps taken.
  public let iterationCount: Int

  /// The last value of the quantity that the method drives to zero, in the unit that the method's documentation states.
  public let residual: Double

  /// The residual at which the method stops, in the same unit.
  public let tolerance: Double

  /// Whether the method reached its tolerance.
  public var isConverged: Bool { residual <= tolerance }

  /// The state of an iteration at its end.
  package init(iterationCount: Int, residual: Double, tolerance: Double) {
    self.iterationCount = iterationCount
    self.residual = residual
    self.tolerance = tolerance
  }
}
