import RDCore
import RDSources
import RealModule

/// The Shannon lower bound: the differential entropy of the source less the greatest differential entropy of an error of the
/// given size.
///
/// `R(D) >= h(X) - ln(2 pi e D) / 2` under mean-square error and `R(D) >= h(X) - ln(2 e D)` under mean absolute error. For a
/// Gaussian process, `h(X)` is the entropy rate, that of its innovation.
///
/// > Source: [shannon1959]; [berger1971], sections 4.3 and 4.6.
package struct ShannonLowerBound: Sendable {
  package let distortionMeasure: DistortionMeasure

  /// The differential entropy per sample.
  package let entropy: Information

  /// The bound of a source, or `nil` if it has none: discrete sources, other measures, and vectors with a component of variance
  /// 0.
  package init?(of source: Source, measure: DistortionMeasure) {
    switch (source, measure) {
    case (.density(let density), .meanSquaredError), (.density(let density), .meanAbsoluteError):
      entropy = density.differentialEntropy
    case (.process(let process), .meanSquaredError):
      entropy = .nats(Double.log(2 * .pi * process.innovationVariance) / 2 + 0.5)
    case (.parallel(let components), .meanSquaredError):
      guard components.variances.allSatisfy({ $0 > 0 }) else { return nil }
      let sum = components.variances.reduce(0) { $0 + Double.log($1) }
      entropy = .nats(
        (Double.log(2 * .pi) + 1 + sum / Double(components.variances.count)) / 2)
    default: return nil
    }
    distortionMeasure = measure
  }

  /// The bound on the rate at a distortion, not below 0.
  ///
  /// - Precondition: `distortion > 0`.
  package func ratePerSample(atDistortion distortion: Double) -> Information {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    let most =
      distortionMeasure == .meanSquaredError
      ? (Double.log(2 * .pi) + 1 + Double.log(distortion)) / 2
      : Double.log(2) + 1 + Double.log(distortion)
    return .nats(max(entropy.nats - most, 0))
  }
}
