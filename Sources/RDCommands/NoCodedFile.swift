import RDCore
import RDStandardCodecs

/// A file that no encoder known here wrote.
package struct NoCodedFile: DiagnosedError, Equatable {
  /// The formats of pictures that are read besides those of codecs.
  package let known: [String]

  package init(
    known: [String]
  ) {
    self.known = known
  }

  package var failureClass: FailureClass { .badData }

  package var description: String {
    let codecs = zip(StandardCodecCatalogue.all.names, StandardCodecCatalogue.all.entries)
      .filter { $0.1.isRecognised }.map(\.0)
    return
      "It begins like no coded file that is known here. Give one that 'rdtool encode' wrote, or another of \((codecs + known).joined(separator: ", ")); if it was one of these, fetch it again."
  }
}
