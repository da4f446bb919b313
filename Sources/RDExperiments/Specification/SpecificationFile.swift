import RDCore
import TOMLKit

/// A parsed specification file: its values, and the line of each key.
package struct SpecificationFile: Sendable {
  /// The maximum size of a specification file in bytes.
  package static let sizeLimit = 1 << 20

  /// The file's name, for messages.
  package let origin: String

  package let values: [String: SpecificationValue]
  private let lines: [String: Int]

  /// Reads TOML.
  ///
  /// - Throws: ``SpecificationError/syntax(location:reason:)``, also for a key that is given twice.
  package init(parsing text: String, origin: String) throws(SpecificationError) {
    self.origin = origin
    // The parser recurses at dots and brackets; a specification has two levels.
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.utf8.count(where: { nesting.contains($0) }) > 1000 {
      throw .syntax(
        location: .line(index + 1, of: origin),
        reason: "The line is nested deeper than any use for it.")
    }
    do {
      values = try convert(TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw .syntax(
        location: .line(error.source.begin.line, of: origin),
        reason: error.description.hasSuffix(".") ? error.description : error.description + ".")
    } catch {
      throw .syntax(location: .line(0, of: origin), reason: "\(error)")
    }
    lines = linesOfKeys(text)
  }

  /// The location of a key.
  ///
  /// - `heading`: its table: empty for the root, `quick`, or `variant[0]` for the first of a list of tables.
  package func location(of key: String, under heading: String = "") -> SpecificationError.Location {
    .line(lines[heading.isEmpty ? key : "\(heading).\(key)"] ?? lines[heading] ?? 0, of: origin)
  }
}

/// The bytes that nest a value one level deeper.
private let nesting = [UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "{")]

private func convert(_ table: TOMLTable) throws -> [String: SpecificationValue] {
  var values: [String: SpecificationValue] = [:]
  for key in table.keys {
    if let value = table[key] { values[key] = try convert(value, key) }
  }
  return values
}

private func convert(_ value: any TOMLValueConvertible, _ key: String) throws -> SpecificationValue
{
  if let table = value.table { return .table(try convert(table)) }
  if let array = value.array { return .list(try array.map { try convert($0, key) }) }
  if let text = value.string { return .text(text) }
  if let flag = value.bool { return .boolean(flag) }
  if let number = value.int { return .integer(number) }
  if let number = value.double { return .real(number) }
  throw Diagnosis.wrongUse("'\(key)' is a date or time, which no key takes.")
}

/// The line of each key, by its path: `epochs`, `quick.epochs`, `variant[1].dropout`, and of each heading.
private func linesOfKeys(_ text: String) -> [String: Int] {
  var lines: [String: Int] = [:]
  var counts: [String: Int] = [:]
  var heading = ""
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    if trimmed.hasPrefix("[[") {
      let name = String(trimmed.dropFirst(2).prefix { $0 != "]" }.filter { $0 != " " })
      heading = "\(name)[\(counts[name, default: 0])]"
      counts[name, default: 0] += 1
      lines[heading] = index + 1
      lines[name] = lines[name] ?? index + 1
    } else if trimmed.hasPrefix("[") {
      heading = String(trimmed.dropFirst().prefix { $0 != "]" }.filter { $0 != " " })
      lines[heading] = index + 1
    } else if let equals = trimmed.firstIndex(of: "="), !trimmed.hasPrefix("#") {
      let key = trimmed[..<equals].filter { $0 != " " && $0 != "\"" && $0 != "\t" }
      let path = heading.isEmpty ? key : "\(heading).\(key)"
      lines[path] = lines[path] ?? index + 1
    }
  }
  return lines
}
