import RDCore
import RDExperiments

/// The experiments there are.
package enum ExperimentCatalogue {
  /// The experiments by name.
  package static let all = Catalogue<Entry>(
    kind: "experiment",
    [
      GaussianExperiment.name: Entry(GaussianExperiment.self),
      ScalarQuantisersExperiment.name: Entry(ScalarQuantisersExperiment.self),
      LedgerExperiment.name: Entry(LedgerExperiment.self),
      NearLimitExperiment.name: Entry(NearLimitExperiment.self),
      ImageCodecsExperiment.name: Entry(ImageCodecsExperiment.self),
      GaussianCodecExperiment.name: Entry(GaussianCodecExperiment.self),
      ImageAutoencodersExperiment.name: Entry(ImageAutoencodersExperiment.self),
      LosslessImagesExperiment.name: Entry(LosslessImagesExperiment.self),
      TransformCodecExperiment.name: Entry(TransformCodecExperiment.self),
    ])

  /// An experiment of the catalogue.
  package struct Entry: Sendable {
    /// The question it answers.
    package let question: String

    /// The keys of its specification with their meaning.
    package let keys: [(name: String, summary: String)]

    /// Resolves a specification and lays out the trials.
    ///
    /// Throws ``SpecificationError``.
    package let plan: @Sendable (SpecificationRequest) throws -> ExperimentPlan

    init<E: Experiment>(_ type: E.Type) {
      question = E.question
      keys = E.Specification.keys.map { ($0.name, $0.summary) }
      plan = { try ExperimentPlan(type, $0) }
    }
  }

  /// The experiment that a file specifies.
  ///
  /// - Returns: its name, as the file gives it under `experiment`.
  /// - Throws: ``SpecificationError`` if the file names none, or none that there is.
  package static func name(in file: SpecificationFile) throws(SpecificationError) -> String {
    guard let value = file.values["experiment"] else {
      throw .noExperiment(origin: file.origin, known: all.names)
    }
    let place = file.place(of: "experiment")
    guard case .text(let name) = value else {
      throw .badValue(
        place: place, key: "experiment", value: value.toml, kind: value.kind,
        expected: "the name of an experiment")
    }
    guard all.names.contains(name) else {
      throw .badValue(
        place: place, key: "experiment", value: value.toml, kind: value.kind,
        expected: "a known one. \(UnknownName(kind: "experiment", name: name, known: all.names))")
    }
    return name
  }
}
