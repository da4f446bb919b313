internal import RDCore
internal import RDQuantisation
internal import RDSources

/// Which quantisers of which sources are designed and compared.
public struct ScalarQuantisersSpecification: ExperimentSpecification {
  /// Sources, as descriptors.
  public var sources = ["gaussian", "laplacian", "uniform"]

  /// Methods of the catalogue of scalar quantisers.
  public var methods = QuantiserCatalogue.defaultMethodNames

  /// Bits for each index.
  public var bits = Array(1...8)

  /// The rates whose thresholds and levels are kept.
  public var designBits = [3, 4]

  /// The default methods on three sources.
  public init() {}

  /// Nothing here is random.
  public var rootSeed: Int? { nil }

  /// The keys.
  public static let keys: [SpecificationKey<ScalarQuantisersSpecification>] = [
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
  public static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "bits": .text("1-4")
  ]

  /// Any sources and rates go together.
  public func validate() throws(SpecificationContradiction) {}
}
