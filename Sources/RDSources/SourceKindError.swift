public import RDCore

/// A source of a kind that does not fit what was asked for.
public struct SourceKindError: DiagnosedError, Equatable {
  /// The source, as it was written.
  public let source: String

  /// Its kind.
  public let kind: String

  /// The kind that is needed.
  public let needed: String

  /// A source of the wrong kind.
  public init(source: String, kind: String, needed: String) {
    self.source = source
    self.kind = kind
    self.needed = needed
  }

  /// It is wrong use.
  public var failureClass: FailureClass { .wrongUse }

  /// The message.
  public var description: String {
    "'\(source)' is \(kind), but this needs \(needed). 'rdtool sources' lists the sources of each kind."
  }
}
