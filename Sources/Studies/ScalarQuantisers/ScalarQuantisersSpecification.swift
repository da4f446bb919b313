import RDExperiments
import RDQuantisation

/// Which quantisers of which sources are designed and compared.
struct ScalarQuantisersSpecification: ExperimentSpecification {
  var sources = ["gaussian", "laplacian", "uniform"]
  var methods = QuantiserCatalogue.defaultMethodNames
  var bits = Array(1...8)
  var designBits = [3, 4]

  var rootSeed: Int? { nil }

  static let keys: [Key] = [
    .texts(
      "sources", \.sources, checkedBy: { _ = try ScalarQuantisersExperiment.source($0) },
      "sources, each NAME or NAME:key=value,…"),
    .names(
      "methods", \.methods, of: QuantiserCatalogue.levelMethodNames, kind: "method",
      "methods to compare"),
    .integers("bits", \.bits, in: 1...24, "bits for each index"),
    .integers(
      "design-bits", \.designBits, in: 1...10, "the rates whose thresholds and levels are kept"),
  ]

  static let quickProfile: Profile = ["bits": .text("1-4")]
}
