public import RDCore

/// The sources with a density that can be named.
public enum SourceCatalogue {
  /// How each is made from its descriptor: a line for each.
  public static let all = Catalogue<
    @Sendable (Descriptor) throws(DescriptorError) -> any UnivariateDistribution
  >(
    kind: "source",
    [
      "gaussian": { descriptor throws(DescriptorError) in try Gaussian(descriptor) },
      "laplacian": { descriptor throws(DescriptorError) in try Laplacian(descriptor) },
      "uniform": { descriptor throws(DescriptorError) in try Uniform(descriptor) },
    ])

  /// The source that a descriptor names.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  public static func source(_ descriptor: Descriptor) throws -> any UnivariateDistribution {
    try all.entry(named: descriptor.name)(descriptor)
  }
}
