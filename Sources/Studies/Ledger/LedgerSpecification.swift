import RDExperiments
import RDStreams

/// Which methods are measured on which sources, and how.
package struct LedgerSpecification: ExperimentSpecification {
  package var sources = ["gaussian", "laplacian", "gauss-markov:rho=0.9"]
  package var methods = [
    "lloyd-max", "lloyd-max+coded", "tcq:states=256", "ecsq", "e8", "leech", "ectcq:states=8",
    "ectcq:states=256",
    "polar",
  ]
  package var rates = [1.0, 2, 3]
  package var settings = LedgerSettings()

  package init() {}

  package var rootSeed: Int? { settings.seed }

  package static let keys: [Key] = [
    .seed(\.settings.seed),
    .texts(
      "sources", \.sources, checkedBy: LedgerSource.check,
      "sources with a density and Gaussian processes, each NAME or NAME:key=value,…"),
    .descriptors(
      "methods", \.methods, checkedBy: CodedMethod.check,
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
      "excess", \.settings.excess, .between(0, 1),
      "probability with which a code of that blocklength may exceed the distortion"),
  ]

  package static let quickProfile: Profile = ["samples": .integer(20_000)]
}
