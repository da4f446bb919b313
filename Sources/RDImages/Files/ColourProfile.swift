/// What an ICC profile says of itself.
///
/// > Source: [icc2022].
struct ColourProfile {
  /// Its description, as in "Adobe RGB (1998)"; empty if it has none that can be read.
  let description: String

  /// Reads the tag `desc`: ASCII in profiles of version 2, UTF-16 of the first language in those of version 4.
  init(_ bytes: [UInt8]) {
    func number(at position: Int) -> Int? {
      guard position >= 0, position + 4 <= bytes.count else { return nil }
      return bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    func text(at start: Int, byteCount: Int) -> ArraySlice<UInt8>? {
      guard start >= 0, byteCount >= 0, byteCount <= bytes.count - start else { return nil }
      return bytes[start..<(start + byteCount)]
    }
    func description() -> String? {
      // A header of 128 bytes, then the number of tags, and each tag's signature, offset and size.
      let tags = 0..<min(number(at: 128) ?? 0, 1000)
      guard
        let tag = tags.first(where: {
          text(at: 132 + 12 * $0, byteCount: 4)?.elementsEqual("desc".utf8) == true
        }),
        let start = number(at: 136 + 12 * tag), let kind = text(at: start, byteCount: 4)
      else { return nil }
      if kind.elementsEqual("desc".utf8) {
        return number(at: start + 8).flatMap { text(at: start + 12, byteCount: $0) }
          .map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      }
      guard kind.elementsEqual("mluc".utf8), let count = number(at: start + 20),
        let offset = number(at: start + 24), let units = text(at: start + offset, byteCount: count)
      else { return nil }
      let words = stride(from: units.startIndex, to: units.endIndex - 1, by: 2)
        .map { UInt16(units[$0]) << 8 | UInt16(units[$0 + 1]) }
      return String(decoding: words, as: UTF16.self)
    }
    // It is printed: no control characters, and no more than a line.
    self.description = String(
      (description() ?? "").unicodeScalars.filter { $0.properties.isPrintable }
        .map(Character.init).prefix(80))
  }

  /// What follows where colours are not converted.
  static let consequence = "samples are taken as they are stored"

  /// What to say of a picture with this profile; `nil` for sRGB, which pictures are taken to have.
  var warning: String? {
    let isStandard = description.contains("sRGB") || description.contains("sGray")
    guard !isStandard else { return nil }
    let name = description.isEmpty ? "without a description" : "'\(description)'"
    return "its colour profile \(name) is not applied: \(Self.consequence)"
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}
