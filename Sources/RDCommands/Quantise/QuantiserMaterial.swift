import RDArrayFiles
import RDCore
import RDSources
import RDStreams

/// What quantisers are designed for, and what they are measured on.
package struct QuantiserMaterial: Sendable {
  /// A source of numbers.
  enum Population: Sendable {
    case density(any UnivariateDistribution)

    /// Samples with their weights, and the same without.
    case samples(EmpiricalDistribution, unweighted: EmpiricalDistribution)
  }

  let design: Population
  let evaluation: Population
  let name: String

  /// Whether errors are weighted.
  var isWeighted: Bool {
    guard case .samples(let samples, _) = evaluation else { return false }
    return samples.weights != nil
  }

  /// A density for both.
  package static func density(_ density: any UnivariateDistribution, name: String) -> Self {
    QuantiserMaterial(design: .density(density), evaluation: .density(density), name: name)
  }

  /// One half of the numbers of a file for each; the file's name becomes that of the source.
  ///
  /// - Throws: `Diagnosis` for a half that is constant, or `EmpiricalDistributionError`.
  package static func halves(_ numbers: WeightedNumbers) throws -> Self {
    let pairs = SampleHalves(numbers.values.indices.map { $0 })
    func half(_ indices: [Int], named name: String) throws -> Population {
      let samples = indices.map { numbers.values[$0] }
      guard samples.contains(where: { $0 != samples.first }) else {
        throw Diagnosis.badData(
          "The file '\(numbers.path)' is split into two halves, and the \(name) half (\(samples.count) row\(samples.count == 1 ? "" : "s")) holds only one number. Give more samples that differ."
        )
      }
      return try population(
        samples, weights: numbers.weights.map { all in indices.map { all[$0] } })
    }
    return QuantiserMaterial(
      design: try half(pairs.design, named: "design"),
      evaluation: try half(pairs.heldOut, named: "held-out"), name: numbers.name)
  }

  /// All numbers of a file for the measurement, and for the design too if there is no density for that.
  ///
  /// - Throws: `EmpiricalDistributionError`.
  package static func all(
    _ numbers: WeightedNumbers, designedFor density: (any UnivariateDistribution)? = nil
  ) throws -> Self {
    let population = try population(numbers.values, weights: numbers.weights)
    return QuantiserMaterial(
      design: density.map { .density($0) } ?? population, evaluation: population,
      name: numbers.name)
  }

  private static func population(
    _ samples: [Double], weights: [Double]?
  ) throws(EmpiricalDistributionError) -> Population {
    let unweighted = try EmpiricalDistribution(samples: samples)
    return .samples(
      weights == nil ? unweighted : try EmpiricalDistribution(samples: samples, weights: weights),
      unweighted: unweighted)
  }
}
