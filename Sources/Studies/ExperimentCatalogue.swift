import RDCore
import RDExperiments

package enum ExperimentCatalogue {
  /// The experiments by name, in the order of listings.
  package static let all = Catalogue<any Experiment.Type>(
    kind: "experiment",
    [
      GaussianExperiment.name: GaussianExperiment.self,
      ScalarQuantisersExperiment.name: ScalarQuantisersExperiment.self,
      LedgerExperiment.name: LedgerExperiment.self,
      NearLimitExperiment.name: NearLimitExperiment.self,
      ImageCodecsExperiment.name: ImageCodecsExperiment.self,
      GaussianCodecExperiment.name: GaussianCodecExperiment.self,
      ImageAutoencodersExperiment.name: ImageAutoencodersExperiment.self,
      LosslessImagesExperiment.name: LosslessImagesExperiment.self,
      TransformCodecExperiment.name: TransformCodecExperiment.self,
    ])

  /// The name of a file's experiment, the value of its key `experiment`.
  ///
  /// - Throws: ``SpecificationError`` if the file names no known experiment.
  package static func name(in file: SpecificationFile) throws(SpecificationError) -> String {
    guard let value = file.values["experiment"] else {
      throw .noExperiment(origin: file.origin, known: all.names)
    }
    if case .text(let name) = value, all.names.contains(name) { return name }
    let expected =
      if case .text(let name) = value {
        "a known one. \(UnknownName(kind: "experiment", name: name, known: all.names))"
      } else {
        "the name of an experiment"
      }
    throw .badValue(
      location: file.location(of: "experiment"), key: "experiment", value: value.toml,
      kind: value.kind,
      expected: expected)
  }
}
