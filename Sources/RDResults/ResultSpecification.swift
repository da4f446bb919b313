/// The stored specification of a run: one key per line.
///
/// Only the keys before the first table are read; their canonical form needs no TOML parser.
package struct ResultSpecification: Sendable, Equatable {
  package let origin: String
  package let text: String
  private let values: [String: String]

  package init(parsing text: String, origin: String) {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") { break }
      guard let separator = line.firstRange(of: " = ") else { continue }
      values[String(line[..<separator.lowerBound])] = String(line[separator.upperBound...])
    }
    self.values = values
    self.text = text
    self.origin = origin
  }

  /// The text of a key.
  ///
  /// - Throws: ``ResultsReadingError/malformed(path:reason:)`` if the key is missing or not a text.
  package func text(_ key: String) throws(ResultsReadingError) -> String {
    let value = try value(key)
    guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else {
      throw .malformed(path: origin, reason: "'\(key)' is \(value), which is not a text")
    }
    return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing(
      "\\\\", with: "\\")
  }

  /// The finite number of a key.
  ///
  /// - Throws: ``ResultsReadingError/malformed(path:reason:)`` if the key is missing or not a number.
  package func number(_ key: String) throws(ResultsReadingError) -> Double {
    let value = try value(key)
    guard let number = Double(value), number.isFinite else {
      throw .malformed(path: origin, reason: "'\(key)' is \(value), which is not a number")
    }
    return number
  }

  private func value(_ key: String) throws(ResultsReadingError) -> String {
    guard let value = values[key] else {
      throw .malformed(path: origin, reason: "it has no key '\(key)'")
    }
    return value
  }
}
