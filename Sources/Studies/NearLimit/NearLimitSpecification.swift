import RDCore
import RDExperiments

/// Which codes are brought near to the limit, and how many samples tell.
package struct NearLimitSpecification: ExperimentSpecification {
  /// Sources, as descriptors, on which all methods are measured.
  package var sources = ["gaussian"]

  /// Methods, as ``LedgerMethod`` reads them.
  package var methods = ["ecsq", "ectcq-4", "ectcq-8", "ectcq-64", "ectcq-256", "polar"]

  /// Sources on which a few methods are measured.
  package var furtherSources = [
    "laplacian", "gaussian-mixture:weights=0.5/0.5,means=-1.5/1.5", "gauss-markov:rho=0.9",
  ]

  /// Those methods.
  package var furtherMethods = ["ecsq", "ectcq-8", "ectcq-256", "polar"]

  /// Rates to design for, in bits per sample.
  package var rates = [0.5, 1, 2]

  /// Repetitions, each on samples of its own.
  package var repetitions = 10

  /// Held-out samples of each repetition, at least.
  package var samples = 1 << 20

  /// Samples of a block of a process, which is transformed as a whole; a power of two leaves each component as many samples as
  /// a polar code has use for.
  package var transformLength = 512

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The codes of the repository's own results that the catalogue has had longest.
  package init() {}

  /// The root of all seeds.
  package var rootSeed: Int? { seed }

  /// The keys.
  package static let keys: [SpecificationKey<NearLimitSpecification>] = [
    .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
    .integer(
      "repetitions", \.repetitions, in: 1...1000, "repetitions, each on samples of its own"),
    .texts(
      "sources", \.sources, checkedBy: LedgerSource.check,
      "sources with a density and Gaussian processes, for all methods"),
    .descriptors(
      "methods", \.methods, checkedBy: { _ = try LedgerMethod.methods($0) },
      "methods of quantisers"),
    .texts(
      "further-sources", \.furtherSources, checkedBy: LedgerSource.check,
      "sources for a few methods"
    ).orEmpty(\.furtherSources),
    .optionalDescriptors(
      "further-methods", \.furtherMethods, checkedBy: { _ = try LedgerMethod.methods($0) },
      "those methods"),
    .reals("rates", \.rates, in: 1e-3...24, "rates to design for, in bits per sample"),
    .integer(
      "samples", \.samples, in: 1000...HeldOutSequence.countLimit,
      "held-out samples of each repetition, filled up to whole blocks"),
    .integer(
      "transform-length", \.transformLength, in: 1...2000,
      "samples of a block of a process"),
  ]

  /// Fewer of everything that takes time.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "methods": .text("ecsq,ectcq-4,ectcq-8"), "further-methods": .text("ecsq"),
    "rates": .text("1,2"), "repetitions": .integer(2), "samples": .integer(20_000),
    "transform-length": .integer(50),
  ]

  /// A source or method in both lists is measured once.
  package func validate() throws(SpecificationContradiction) {}
}
