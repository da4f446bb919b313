import RDCore
import RDResults
import RDSources

/// The properties of a source as a table.
package struct SourceProperties {
  private let name: String
  private let source: Source

  /// The properties of the source of a descriptor.
  ///
  /// - Throws: an error of the source.
  package init(_ descriptor: Descriptor) throws {
    name = descriptor.description
    source = try SourceCatalogue.source(descriptor)
  }

  /// A row for each property.
  package func table() -> Table {
    let note = source.note.map { [("note", Cell.text($0))] } ?? []
    return Table(
      columns: [
        Table.Column("source", heading: "Source"), Table.Column("property", heading: "Property"),
        Table.Column("value", heading: "Value", precision: .significant(9)),
      ],
      rows: (properties.filter { $1 != .empty }.map { ($0, $1) } + note).map {
        [.text(name), .text($0), $1]
      })
  }

  private var properties: KeyValuePairs<String, Cell> {
    switch source {
    case .density(let density): Self.properties(of: density)
    case .discrete(let distribution): Self.properties(of: distribution)
    case .erased(let bits):
      [
        "kind": .text(SourceKind.noisy.rawValue),
        "symbol_count": .integer(2),
        "entropy_bits": .real(1),
        "erasure_probability": .real(bits.erasureProbability),
      ]
    case .process(let process): Self.properties(of: process)
    case .parallel(let components): Self.properties(of: components)
    }
  }

  private static func properties(
    of density: some UnivariateDistribution
  ) -> KeyValuePairs<String, Cell> {
    [
      "kind": .text(SourceKind.density.rawValue),
      "mean": .real(density.mean),
      "variance": .real(density.variance),
      "standard_deviation": .real(density.standardDeviation),
      "differential_entropy_bits": .real(density.differentialEntropy.bits),
      "support_lower": .real(density.support.lower),
      "support_upper": .real(density.support.upper),
      "log_concave": .text(density.isLogConcave ? "yes" : "no"),
      "symmetric": .text(density.isSymmetric ? "yes" : "no"),
    ]
  }

  private static func properties(
    of distribution: DiscreteDistribution
  ) -> KeyValuePairs<String, Cell> {
    [
      "kind": .text(SourceKind.discrete.rawValue),
      "symbol_count": .integer(distribution.symbolCount),
      "entropy_bits": .real(distribution.entropy.bits),
      "mean": .optional(distribution.mean),
      "variance": .optional(distribution.variance),
    ]
  }

  private static func properties(
    of process: some StationaryGaussianProcess
  ) -> KeyValuePairs<String, Cell> {
    [
      "kind": .text(SourceKind.process.rawValue),
      "variance": .real(process.variance),
      "innovation_variance": .real(process.innovationVariance),
      "entropy_rate_bits": .real(process.entropyRate.bits),
      "prediction_gain_decibels": .real(
        decibels(ofPowerRatio: process.variance / process.innovationVariance)),
      "correlation_of_neighbours": .real(
        process.autocovariances(count: 2)[1] / process.variance),
    ]
  }

  private static func properties(
    of components: ParallelGaussians
  ) -> KeyValuePairs<String, Cell> {
    [
      "kind": .text(SourceKind.parallel.rawValue),
      "component_count": .integer(components.variances.count),
      "mean_variance": .real(components.meanVariance),
      "differential_entropy_bits": .real(components.differentialEntropyPerComponent.bits),
    ]
  }
}
