import RDCore
import RDExperiments

/// Which methods are measured on which sources, and how.
package struct LedgerSpecification: ExperimentSpecification {
  /// Sources, as descriptors.
  package var sources = ["gaussian", "laplacian", "gauss-markov:rho=0.9"]

  /// Methods, as ``LedgerMethod`` reads them.
  package var methods = [
    "lloyd-max", "lloyd-max+coded", "tcq-256", "ecsq", "e8", "leech", "ectcq-8", "ectcq-256",
    "polar",
  ]

  /// Rates to design for, in bits per sample.
  package var rates = [1.0, 2, 3]

  /// How rows are measured.
  package var settings = LedgerSettings()

  /// The ledger of the repository's own results.
  package init() {}

  /// The root of all seeds.
  package var rootSeed: Int? { settings.seed }

  /// The keys.
  package static let keys: [SpecificationKey<LedgerSpecification>] = [
    .integer("seed", \.settings.seed, in: 0...Int.max, "root of all seeds"),
    .texts(
      "sources", \.sources, checkedBy: LedgerSource.check,
      "sources with a density and Gaussian processes, each NAME or NAME:key=value,…"),
    .descriptors(
      "methods", \.methods, checkedBy: { _ = try LedgerMethod.methods($0) },
      "methods of quantisers; NAME+coded for an entropy code behind one of a fixed number of levels"
    ),
    .reals("rates", \.rates, in: 1e-3...24, "rates to design for, in bits per sample"),
    .integer(
      "samples", \.settings.samples, in: 1000...HeldOutSequence.countLimit,
      "held-out samples of each row"),
    .optionalInteger(
      "blocklength", \.settings.blocklength, in: 1...2000,
      "blocklength of the first part of the gap and of the transform of a process"),
    .real(
      "excess", \.settings.excess, expected: "a number above 0 and below 1",
      where: { 0 < $0 && $0 < 1 },
      "probability with which a code of that blocklength may exceed the distortion"),
  ]

  /// Fewer samples.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "samples": .integer(20_000)
  ]

  /// Any of them go together.
  package func validate() throws(SpecificationContradiction) {}
}
