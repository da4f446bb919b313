public import RDCore

/// The sources that can be named.
public enum SourceCatalogue {
  /// What each is and how it is made from its descriptor: an entry for each.
  public static let all = Catalogue<SourceEntry>(
    kind: "source",
    [
      "gaussian": Gaussian.entry,
      "laplacian": Laplacian.entry,
      "uniform": Uniform.entry,
    ])

  /// The source that a descriptor names.
  ///
  /// - Throws: `UnknownName`, `DescriptorError`, or what the source's own making throws.
  public static func source(_ descriptor: Descriptor) throws -> Source {
    try all.entry(named: descriptor.name).make(descriptor)
  }

  /// The source with a density that a descriptor names.
  ///
  /// - Throws: the same, and ``SourceKindError`` for a source of another kind.
  public static func density(_ descriptor: Descriptor) throws -> any UnivariateDistribution {
    let source = try source(descriptor)
    guard case .density(let density) = source else {
      throw SourceKindError(
        source: descriptor.description, kind: source.kind, needed: "a source with a density")
    }
    return density
  }
}
