/// The named things of one kind that the toolkit offers: sources, quantisers, experiments, figures.
///
/// The order is the author's; it is that of listings and never depends on a hash.
package struct Catalogue<Entry: Sendable>: Sendable {
  /// The kind of the entries, in the singular, for messages: `"source"`.
  package let kind: String

  /// The names, in the order of the listing.
  package let names: [String]

  /// The entries, in the order of their names.
  package let entries: [Entry]

  /// - Precondition: no name appears twice.
  package init(kind: String, _ namedEntries: KeyValuePairs<String, Entry>) {
    self.kind = kind
    names = namedEntries.map(\.key)
    entries = namedEntries.map(\.value)
    precondition(Set(names).count == names.count, "two entries of a catalogue share a name")
  }

  /// The entry of a name.
  ///
  /// - Throws: ``UnknownName`` with the known names and the nearest one.
  package func entry(named name: String) throws(UnknownName) -> Entry {
    guard let index = names.firstIndex(of: name) else {
      throw UnknownName(kind: kind, name: name, known: names)
    }
    return entries[index]
  }
}
