/// Vectors of independent Gaussian components of mean zero, each with its variance.
public struct ParallelGaussians: Sendable, Equatable {
  /// The variance of each component, shape `[n]`, in squared source units; none negative, at least one above 0.
  public let variances: [Double]

  /// Components of those variances.
  ///
  /// - Precondition: at least one component; the variances are finite, none is negative and one is above 0.
  public init(variances: [Double]) {
    precondition(variances.allSatisfy { $0 >= 0 && $0.isFinite } && variances.contains { $0 > 0 })
    self.variances = variances
  }

  /// The mean of the variances: the mean-square value of a component.
  public var meanVariance: Double { variances.reduce(0, +) / Double(variances.count) }
}
