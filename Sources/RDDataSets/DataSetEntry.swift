import RDCore

/// A data set of the catalogue: what it is, which parameters it takes, and how its images are loaded or drawn.
package struct DataSetEntry: Sendable {
  package struct Parameter: Sendable, Equatable {
    /// The key, as in `split`.
    package let key: String

    /// The value it has if it is not given, as it would be written; `nil` if it must be given or means "all".
    package let defaultValue: String?
    package let meaning: String

    package init(_ key: String, default defaultValue: String?, _ meaning: String) {
      self.key = key
      self.defaultValue = defaultValue
      self.meaning = meaning
    }
  }

  package let summary: String

  /// The file or folder under the data folder without which it is absent; `nil` for one that is drawn, or that says itself
  /// where it is.
  package let folder: String?

  /// Whether this build has the library that its files need.
  package let isReadable: Bool

  /// Its parameters, in the order in which a listing shows them.
  package let parameters: [Parameter]

  /// Loads the images that a descriptor asks for, whose keys are among those of ``parameters``.
  package let load: @Sendable (Descriptor, DataFolder) throws -> ImageDataSet

  /// Where its files come from; `nil` if there is nothing to fetch.
  package let distribution: DataSetDistribution?

  init(
    _ summary: String, folder: String?, isReadable: Bool = true, parameters: [Parameter],
    distribution: DataSetDistribution? = nil,
    load: @escaping @Sendable (Descriptor, DataFolder) throws -> ImageDataSet
  ) {
    self.summary = summary
    self.folder = folder
    self.isReadable = isReadable
    self.parameters = parameters
    self.distribution = distribution
    self.load = load
  }
}
