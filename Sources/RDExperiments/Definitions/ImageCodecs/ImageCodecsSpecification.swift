internal import RDCore
internal import RDImaging

/// Which codecs of others are measured on which images.
public struct ImageCodecsSpecification: ExperimentSpecification {
  /// Data sets, as descriptors.
  public var data = ["kodak", "cifar10:split=test,count=200"]

  /// Codecs, as descriptors; one without settings runs through its own.
  public var codecs = ForeignCodecCatalogue.all.names

  /// All codecs on photographs and on small images.
  public init() {}

  /// Nothing here is random.
  public var rootSeed: Int? { nil }

  /// The keys.
  public static let keys: [SpecificationKey<ImageCodecsSpecification>] = [
    .descriptors(
      "data", \.data, checkedBy: DataSetCatalogue.check,
      "data sets, each NAME or NAME:key=value,…"),
    .descriptors(
      "codecs", \.codecs,
      checkedBy: ForeignCodecCatalogue.check, "codecs, each NAME or NAME:key=value,…"),
  ]

  /// The two codecs whose curves are published, on a few pictures that are always there.
  public static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "data": .list([.text("dead-leaves:count=8")]),
    "codecs": .list([.text("jpeg"), .text("jpeg2000")]),
  ]

  /// Any of them go together.
  public func validate() throws(SpecificationContradiction) {}
}
