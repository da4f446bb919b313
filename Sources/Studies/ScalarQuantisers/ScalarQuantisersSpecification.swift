import RDCore
import RDExperiments
import RDQuantisation

/// Which quantisers of which sources are designed and compared.
package struct ScalarQuantisersSpecification: ExperimentSpecification {
  /// Sources, as descriptors.
  package var sources = ["gaussian", "laplacian", "uniform"]

  /// Methods of the catalogue of scalar quantisers.
  package var methods = QuantiserCatalogue.defaultMethodNames

  /// Bits for each index.
  package var bits = Array(1...8)

  /// The rates whose thresholds and levels are kept.
  package var designBits = [3, 4]

  /// The default methods on three sources.
  package init() {}

  /// Nothing here is random.
  package var rootSeed: Int? { nil }

  /// The keys.
  package static let keys: [SpecificationKey<ScalarQuantisersSpecification>] = [
    .texts(
      "sources", \.sources,
      checkedBy: { _ = try ScalarQuantisersExperiment.source($0) },
      "sources, each NAME or NAME:key=value,…"),
    .names(
      "methods", \.methods, of: QuantiserCatalogue.levelMethodNames, kind: "method",
      "methods to compare"),
    .integers("bits", \.bits, in: 1...24, "bits for each index"),
    .integers(
      "design-bits", \.designBits, in: 1...10, "the rates whose thresholds and levels are kept"),
  ]

  /// Half of the rates.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "bits": .text("1-4")
  ]

  /// Any sources and rates go together.
  package func validate() throws(SpecificationContradiction) {}
}
