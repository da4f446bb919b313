public import RDCore

/// A data set of the catalogue: what it is, which parameters it takes, and how its images are loaded or drawn.
public struct DataSetEntry: Sendable {
  /// A parameter of a descriptor.
  public struct Parameter: Sendable, Equatable {
    /// The key, as in `split`.
    public let key: String

    /// The value it has if it is not given, as it would be written; `nil` if it must be given or means "all".
    public let defaultValue: String?

    /// What it is, with its range.
    public let meaning: String

    /// A parameter.
    public init(_ key: String, default defaultValue: String?, _ meaning: String) {
      self.key = key
      self.defaultValue = defaultValue
      self.meaning = meaning
    }
  }

  /// What the data set is, in one line.
  public let summary: String

  /// The file or folder under the data folder without which it is absent; `nil` for one that is drawn, or that says itself
  /// where it is.
  public let folder: String?

  /// Whether this build has the library that its files need.
  public let isReadable: Bool

  /// Its parameters, in the order in which a listing shows them.
  public let parameters: [Parameter]

  /// Loads the images that a descriptor asks for, whose keys are among those of ``parameters``.
  public let load: @Sendable (Descriptor, DataFolder) throws -> ImageDataSet

  /// An entry.
  init(
    _ summary: String, folder: String?, isReadable: Bool = true, parameters: [Parameter],
    load: @escaping @Sendable (Descriptor, DataFolder) throws -> ImageDataSet
  ) {
    self.summary = summary
    self.folder = folder
    self.isReadable = isReadable
    self.parameters = parameters
    self.load = load
  }
}
