import RDCore

/// A data set of the catalogue: its description, its parameters, and its loader or generator.
package struct DataSetEntry: Sendable {
  package struct Parameter: Sendable, Equatable {
    /// The key, as in `split`.
    package let key: String

    /// The default, as written; `nil` if the parameter is required or means "all".
    package let defaultValue: String?
    package let meaning: String

    package init(_ key: String, default defaultValue: String?, _ meaning: String) {
      self.key = key
      self.defaultValue = defaultValue
      self.meaning = meaning
    }
  }

  package let summary: String

  /// The required file or folder in the data folder; `nil` for a synthetic set, or one with a path parameter.
  package let folder: String?

  /// Where other programs put the same files in the data folder.
  private let otherFolders: [String]

  /// Whether this build has the required library.
  package let isReadable: Bool

  /// Its parameters, in the order of listings.
  package let parameters: [Parameter]

  /// Loads the images of a descriptor, whose keys are among those of ``parameters``.
  package let load: @Sendable (Descriptor, DataFolder) throws -> ImageDataSet

  /// The sources of its files; `nil` if there is nothing to fetch.
  package let distribution: DataSetDistribution?

  init(
    _ summary: String, folder: String?, otherFolders: [String] = [], isReadable: Bool = true,
    parameters: [Parameter],
    distribution: DataSetDistribution? = nil,
    load: @escaping @Sendable (Descriptor, DataFolder) throws -> ImageDataSet
  ) {
    self.summary = summary
    self.folder = folder
    self.otherFolders = otherFolders
    self.isReadable = isReadable
    self.parameters = parameters
    self.distribution = distribution
    self.load = load
  }

  /// Whether its files are in a data folder; a set without files always is.
  package func isPresent(in data: DataFolder) -> Bool {
    folder == nil || location(in: data) != nil
  }

  /// The path of its files in a data folder; `nil` if they are not there.
  package func location(in data: DataFolder) -> String? {
    folder.flatMap { ([$0] + otherFolders).first(where: data.contains) }.map(data.path)
  }
}
