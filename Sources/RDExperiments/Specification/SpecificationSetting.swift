import RDCore

/// A key of a specification and its value as one text, as in `--set epochs=20`.
package struct SpecificationSetting: Sendable, Equatable {
  /// The name of the key; `LIST.KEY` is a key of every table of a list of tables.
  package let key: String

  /// The value as it was written.
  package let text: String

  /// Reads `key=value`.
  ///
  /// - Throws: ``SpecificationError/noSetting(text:)`` without a key or an equals sign.
  package init(parsing text: String) throws(SpecificationError) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else { throw .noSetting(text: text) }
    key = sides[0].filter { $0 != " " }
    self.text = String(sides[1])
  }

  /// What the text may mean, the likeliest first: a value of TOML, the text itself, a list of descriptors.
  var candidates: [SpecificationValue] {
    var candidates: [SpecificationValue] = []
    // A text with a line break could bring keys of its own.
    if !text.contains(where: \.isNewline),
      let file = try? SpecificationFile(parsing: "value = \(text)", origin: "--set"),
      let value = file.values["value"], file.values.count == 1
    {
      candidates.append(value)
    }
    candidates.append(.text(text))
    if let list = try? Descriptor.list(parsing: text) {
      candidates.append(.list(list.map { .text($0.description) }))
    }
    return candidates
  }
}
