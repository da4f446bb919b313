/// How an iterative method ended.
public struct Convergence: Sendable, Equatable {
  /// Steps taken.
  public let iterationCount: Int

  /// The last value of the quantity that the method drives to zero; the method's documentation names it and its unit.
  public let residual: Double

  /// What `residual` had to fall to.
  public let tolerance: Double

  /// Whether the method reached its tolerance.
  public var isConverged: Bool { residual <= tolerance }

  /// The end of an iteration.
  public init(iterationCount: Int, residual: Double, tolerance: Double) {
    self.iterationCount = iterationCount
    self.residual = residual
    self.tolerance = tolerance
  }
}
