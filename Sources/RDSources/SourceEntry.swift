public import RDCore

/// A source of the catalogue: what it is, which parameters it takes, and how it is made.
public struct SourceEntry: Sendable {
  /// A parameter of a descriptor.
  public struct Parameter: Sendable, Equatable {
    /// The key, as in `standard-deviation`.
    public let key: String

    /// The value it has if it is not given, as it would be written; `nil` if it must be given or stands instead of others.
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

  /// What kind of source it makes.
  public let kind: SourceKind

  /// What the source is, in one line.
  public let summary: String

  /// Its parameters, in the order in which a listing shows them.
  public let parameters: [Parameter]

  /// A descriptor that makes the source, for one whose name alone does not; `nil` for one whose name does.
  public let example: String?

  /// Makes the source from its descriptor, whose keys are among those of ``parameters``.
  public let make: @Sendable (Descriptor) throws -> Source

  /// An entry.
  public init(
    _ summary: String, kind: SourceKind = .density, parameters: [Parameter], example: String? = nil,
    make: @escaping @Sendable (Descriptor) throws -> Source
  ) {
    self.kind = kind
    self.summary = summary
    self.parameters = parameters
    self.example = example
    self.make = make
  }
}
