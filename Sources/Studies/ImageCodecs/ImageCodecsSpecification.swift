import RDCore
import RDDataSets
import RDExperiments
import RDStandardCodecs

/// Which codecs of others are measured on which images.
package struct ImageCodecsSpecification: ExperimentSpecification {
  /// Data sets, as descriptors.
  package var data = ["kodak", "cifar10:split=test,count=200"]

  /// Codecs, as descriptors; one without settings runs through its own.
  package var codecs = StandardCodecCatalogue.all.names

  /// All codecs on photographs and on small images.
  package init() {}

  /// Nothing here is random.
  package var rootSeed: Int? { nil }

  /// The keys.
  package static let keys: [SpecificationKey<ImageCodecsSpecification>] = [
    .descriptors(
      "data", \.data, checkedBy: DataSetCatalogue.check,
      "data sets, each NAME or NAME:key=value,…"),
    .descriptors(
      "codecs", \.codecs,
      checkedBy: StandardCodecCatalogue.check, "codecs, each NAME or NAME:key=value,…"),
  ]

  /// The two codecs whose curves are published, on a few pictures that are always there.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "data": .list([.text("dead-leaves:count=8")]),
    "codecs": .list([.text("jpeg"), .text("jpeg2000")]),
  ]

  /// Any of them go together.
  package func validate() throws(SpecificationContradiction) {}
}
