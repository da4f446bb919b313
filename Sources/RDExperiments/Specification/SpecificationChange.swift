import RDFiles

/// The keys in which two canonical specifications differ, with their values in the second.
package struct SpecificationChange: Sendable {
  /// The names of the keys, in the order of the specification.
  package let keys: [String]

  private let values: [String]

  /// The longest suffix that is written out; what is longer is a hash.
  private static let longestSuffix = 60

  /// Compares two canonical texts.
  package init(from base: String, to changed: String) {
    let old = Self.entries(of: base)
    let new = Self.entries(of: changed)
    let differing = new.filter { entry in !old.contains { $0 == entry } }
    let removed = old.filter { entry in !new.contains { $0.key == entry.key } }
    keys = differing.map(\.key) + removed.map(\.key)
    values = differing.map(\.value) + removed.map { _ in "none" }
  }

  /// The end of a folder's name, which says what differs: `-dims-10-30-50`, or a hash of it where that is long or not safe as a
  /// file's name; empty where nothing differs.
  package var folderSuffix: String {
    guard !keys.isEmpty else { return "" }
    let parts = zip(keys, values).map { key, value in
      "-\(key)-" + value.filter { !"[]\" ".contains($0) }.replacing(",", with: "-")
    }
    let suffix = parts.joined()
    let isSafe = suffix.allSatisfy { character in
      character.isASCII && (character.isLetter || character.isNumber || "-._+".contains(character))
    }
    guard isSafe, suffix.count <= Self.longestSuffix else {
      let text = zip(keys, values).map { "\($0) = \($1)\n" }.joined()
      return "-" + ContentHash(of: text).description.prefix(8)
    }
    return suffix
  }

  /// Each key with its value; the tables of a list are one value.
  private static func entries(of text: String) -> [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
    for block in text.split(separator: "\n\n") {
      if block.hasPrefix("[[") {
        let key = String(block.dropFirst(2).prefix { $0 != "]" })
        if let index = entries.firstIndex(where: { $0.key == key }) {
          entries[index].value += "\n\(block)"
        } else {
          entries.append((key, String(block)))
        }
        continue
      }
      for line in block.split(separator: "\n") {
        let sides = line.split(separator: "=", maxSplits: 1)
        if sides.count == 2 {
          entries.append((sides[0].filter { $0 != " " }, String(sides[1].drop { $0 == " " })))
        }
      }
    }
    return entries
  }
}
