import RDCore

/// A source of a kind that does not fit what was asked for.
package struct SourceKindError: DiagnosedError, Equatable {
  /// The source, as it was written.
  package let source: String

  /// Its kind.
  package let kind: String

  /// The kind that is needed.
  package let needed: String

  /// A source of the wrong kind.
  package init(source: String, kind: String, needed: String) {
    self.source = source
    self.kind = kind
    self.needed = needed
  }

  /// It is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
    "'\(source)' is \(kind), but this needs \(needed). 'rdtool sources' lists the sources of each kind."
  }
}
