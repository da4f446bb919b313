import RDCore
import RealModule

/// Vectors of independent Gaussian components of mean zero with individual variances.
package struct ParallelGaussians: Sendable, Equatable {
  /// The variance of each component, shape `[n]`, in squared source units; none negative, at least one above 0.
  package let variances: [Double]

  ///
  /// - Precondition: at least one component; the variances are finite, none is negative and one is above 0.
  package init(variances: [Double]) {
    precondition(variances.allSatisfy { $0 >= 0 && $0.isFinite } && variances.contains { $0 > 0 })
    self.variances = variances
  }

  /// The mean of the variances: the mean-square value of a component.
  package var meanVariance: Double { variances.reduce(0, +) / Double(variances.count) }

  /// The differential entropy of a vector per dimension; minus infinity if a variance is 0.
  package var differentialEntropyPerComponent: Information {
    let logarithms = variances.reduce(0) { $0 + Double.log($1) }
    return .nats((1 + Double.log(2 * .pi) + logarithms / Double(variances.count)) / 2)
  }

  static let entry = SourceEntry(
    "vectors of independent normal components of mean 0", kind: .parallel,
    parameters: [
      .init("variances", default: nil, "of each component, none negative, as in 4/1/0.25")
    ],
    example: "parallel-gaussians:variances=4/1/0.25"
  ) { .parallel(try ParallelGaussians($0)) }

  /// Reads `parallel-gaussians:variances=…/…`.
  ///
  /// - Throws: `DescriptorError` for a variance that is negative or too large, or if all are 0.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    let variances = try descriptor.numbers(
      "variances", expected: "a number that is not negative, at most 1e300"
    ) { $0 >= 0 && $0 <= 1e300 }
    guard variances.contains(where: { $0 > 0 }) else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "all variances are 0, so the covariance is that of a constant")
    }
    self.init(variances: variances)
  }
}
