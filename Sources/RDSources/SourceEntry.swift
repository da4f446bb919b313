import RDCore

/// A source of the catalogue: its summary, its parameters and its constructor.
package struct SourceEntry: Sendable {
  /// A parameter of a descriptor.
  package struct Parameter: Sendable, Equatable {
    /// The key, as in `standard-deviation`.
    package let key: String

    /// The default value, as written; `nil` if the parameter is required or replaces others.
    package let defaultValue: String?

    /// A description, with the range.
    package let meaning: String

    package init(_ key: String, default defaultValue: String?, _ meaning: String) {
      self.key = key
      self.defaultValue = defaultValue
      self.meaning = meaning
    }
  }

  package let kind: SourceKind

  /// A one-line description of the source.
  package let summary: String

  /// Its parameters, in the order of listings.
  package let parameters: [Parameter]

  /// A descriptor of an example for a source with required parameters; `nil` if the name alone suffices.
  package let example: String?

  /// The parameters that are fitted to samples; `nil` for a source that is not.
  package let fit: [FitParameter]?

  /// Makes the source from its descriptor, whose keys are among those of `parameters`.
  package let make: @Sendable (Descriptor) throws -> Source

  package init(
    _ summary: String, kind: SourceKind = .density, parameters: [Parameter], example: String? = nil,
    fit: [FitParameter]? = nil,
    make: @escaping @Sendable (Descriptor) throws -> Source
  ) {
    self.kind = kind
    self.summary = summary
    self.parameters = parameters
    self.example = example
    self.fit = fit
    self.make = make
  }
}
