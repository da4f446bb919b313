import RDExperiments
import RDStreams

/// The specification of the experiment on codes near the limit.
struct NearLimitSpecification: ExperimentSpecification {
  var seed = 0x5eed_2026
  var repetitions = 10
  var sources = ["gaussian"]
  var methods = [
    "ecsq", "ectcq:states=4", "ectcq:states=8", "ectcq:states=64", "ectcq:states=256", "polar",
  ]
  /// A source or method in both lists is measured once.
  var furtherSources = [
    "laplacian", "gaussian-mixture:weights=0.5/0.5,means=-1.5/1.5", "gauss-markov:rho=0.9",
  ]
  var furtherMethods = ["ecsq", "ectcq:states=8", "ectcq:states=256", "polar"]
  var rates = [0.5, 1, 2]
  var samples = 1 << 20
  /// A power of two leaves each component as many samples as a polar code has use for.
  var transformLength = 512

  var rootSeed: Int? { seed }

  static let keys: [Key] = [
    .seed(\.seed),
    .integer(
      "repetitions", \.repetitions, in: 1...1000, "repetitions, each on samples of its own"),
    .texts(
      "sources", \.sources, checkedBy: LedgerSource.check,
      "sources with a density and Gaussian processes, for all methods"),
    .descriptors(
      "methods", \.methods, checkedBy: CodedMethod.check, "methods of quantisers"),
    .texts(
      "further-sources", \.furtherSources, checkedBy: LedgerSource.check, orEmpty: true,
      "sources for a few methods"),
    .descriptors(
      "further-methods", \.furtherMethods, checkedBy: CodedMethod.check, orEmpty: true,
      "those methods"),
    .reals("rates", \.rates, in: 1e-3...24, "rates to design for, in bits per sample"),
    .integer(
      "samples", \.samples, in: 1000...HeldOutSequence.countLimit,
      "held-out samples of each repetition, filled up to whole blocks"),
    .integer(
      "transform-length", \.transformLength, in: 1...2000, "samples of a block of a process"),
  ]

  /// Fewer of everything that takes time.
  static let quickProfile: Profile = [
    "methods": .text("ecsq,ectcq:states=4,ectcq:states=8"), "further-methods": .text("ecsq"),
    "rates": .text("1,2"), "repetitions": .integer(2), "samples": .integer(20_000),
    "transform-length": .integer(50),
  ]
}
