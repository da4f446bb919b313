import RDCore

/// A source of another kind than required.
package struct SourceKindError: DiagnosedError, Equatable {
  /// The source, as written.
  package let source: String

  package let kind: String

  /// The required kind.
  package let needed: String

  package init(source: String, kind: String, needed: String) {
    self.source = source
    self.kind = kind
    self.needed = needed
  }

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "'\(source)' is \(kind), but this needs \(needed). 'rdtool sources' lists the sources of each kind."
  }
}
