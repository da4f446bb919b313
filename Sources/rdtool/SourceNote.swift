import RDCore
import RDSources

extension Source {
  /// Says on standard error what to know about the origin of the source's numbers.
  func printNote() {
    if let note { printToStandardError("Note: \(note)\n") }
  }

  /// Says of the source that a text names what ``printNote()`` does.
  ///
  /// - Throws: why there is no such source.
  static func printNote(ofSourceNamed text: String) throws {
    try SourceCatalogue.source(Descriptor(parsing: text)).printNote()
  }
}
