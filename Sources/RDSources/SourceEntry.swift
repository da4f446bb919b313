import RDCore

/// A source of the catalogue: what it is, which parameters it takes, and how it is made.
package struct SourceEntry: Sendable {
  /// A parameter of a descriptor.
  package struct Parameter: Sendable, Equatable {
    /// The key, as in `standard-deviation`.
    package let key: String

    /// The value it has if it is not given, as it would be written; `nil` if it must be given or stands instead of others.
    package let defaultValue: String?

    /// What it is, with its range.
    package let meaning: String

    /// A parameter.
    package init(_ key: String, default defaultValue: String?, _ meaning: String) {
      self.key = key
      self.defaultValue = defaultValue
      self.meaning = meaning
    }
  }

  /// What kind of source it makes.
  package let kind: SourceKind

  /// What the source is, in one line.
  package let summary: String

  /// Its parameters, in the order in which a listing shows them.
  package let parameters: [Parameter]

  /// A descriptor that makes the source, for one whose name alone does not; `nil` for one whose name does.
  package let example: String?

  /// Makes the source from its descriptor, whose keys are among those of ``parameters``.
  package let make: @Sendable (Descriptor) throws -> Source

  /// An entry.
  package init(
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
