import RDCore

extension SourceCatalogue {
  /// The names of all sources, in the order of listings.
  public static var names: [String] { all.names }

  /// The source with a density that a text names, such as `laplacian`, `normal:mu=1,sigma=2` or
  /// `gaussian-mixture:weights=0.5/0.5,means=-2/2,standard-deviations=1/1`.
  ///
  /// - Throws: an error with a message for an unknown name or parameter, or a source without a density.
  public static func density(named text: String) throws -> any UnivariateDistribution {
    try density(Descriptor(parsing: text))
  }
}
