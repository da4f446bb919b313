import RDDataSets
import RDExperiments
import RDStandardCodecs

/// Which standard codecs are measured on which images; a codec without settings runs through its own.
struct ImageCodecsSpecification: ExperimentSpecification {
  var data = ["kodak", "cifar10:split=test,count=200"]
  var codecs = StandardCodecCatalogue.all.names

  var rootSeed: Int? { nil }

  static let keys: [Key] = [
    .descriptors(
      "data", \.data, checkedBy: DataSetCatalogue.check,
      "data sets, each NAME or NAME:key=value,…"),
    .descriptors(
      "codecs", \.codecs, checkedBy: StandardCodecCatalogue.check,
      "codecs, each NAME or NAME:key=value,…"),
  ]

  /// The two codecs whose curves are published, on a few pictures that are always there.
  static let quickProfile: Profile = [
    "data": .list([.text("dead-leaves:count=8")]),
    "codecs": .list([.text("jpeg"), .text("jpeg2000")]),
  ]
}
