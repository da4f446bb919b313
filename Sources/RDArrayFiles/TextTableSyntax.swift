import RDCore

/// How a table of numbers is written as text; by default it is found out.
package struct TextTableSyntax: Sendable, Equatable {
  /// What separates the fields of a row.
  package enum Delimiter: Sendable, Equatable {
    /// One character, as in CSV; fields may be quoted.
    case character(UInt8)

    /// Any number of blanks and tabs.
    case blanks
  }

  /// What separates fields; `nil` to find it: a semicolon where there is one, else a tab, a comma, or blanks between numbers.
  package var delimiter: Delimiter?

  /// Whether numbers have a decimal comma instead of a point.
  package var hasDecimalComma = false

  /// What begins a line that is skipped; `nil` for nothing.
  package var comment: String? = "#"

  /// The number of lines at the start that are skipped.
  package var skippedLines = 0

  /// Whether the first row names the columns; `nil` to find it.
  package var hasHeader: Bool?

  package init() {}

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// The number that a field is: in decimal notation, `nan` or `inf`; `nil` for any other text.
  package func number(_ field: String) -> Double? {
    var text = field
    if hasDecimalComma {
      guard !text.contains(".") else { return nil }
      text = String(text.map { $0 == "," ? "." : $0 })
    }
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    // Double's own reading takes hexadecimal numbers too, and stops at a NUL.
    guard isDecimal || Self.names.contains(text.lowercased()) else { return nil }
    return Double(text)
  }

  /// A field beside semicolons or tabs, with a point where it is a number with a decimal comma.
  func withDecimalPoint(_ field: String) -> String {
    guard !hasDecimalComma, field.contains(",") else { return field }
    var syntax = self
    syntax.hasDecimalComma = true
    return syntax.number(field) == nil ? field : String(field.map { $0 == "," ? "." : $0 })
  }

  /// What is no number that can be coded, but meant as one.
  private static let names: Set<String> = [
    "nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity",
  ]

  /// The number of a field, finite and of bounded magnitude unless any is allowed; columns count from 0 here.
  package func number(
    _ field: String, path: String, line: Int, column: Int, allowsAny: Bool = false
  ) throws(SampleFileError) -> Double {
    let text = String(field.prefix(40))
    guard let number = number(field) else {
      throw .notANumber(path: path, line: line, column: column + 1, text: text)
    }
    if allowsAny {
      // A number that no float64 holds is not meant to be infinite.
      guard !number.isInfinite || Self.names.contains(text.lowercased()) else {
        throw .tooLarge(path: path, line: line, column: column + 1, text: text)
      }
      return number
    }
    guard number.isFinite else {
      throw .notFinite(path: path, line: line, column: column + 1, text: text)
    }
    guard abs(number) <= Magnitude.range.upperBound else {
      throw .tooLarge(path: path, line: line, column: column + 1, text: text)
    }
    return number
  }

  /// The delimiter of a row where none is given.
  func delimiter(foundIn line: [UInt8]) -> Delimiter {
    if let delimiter { return delimiter }
    // A comma beside semicolons or tabs is a decimal one, and so it is where that is said.
    let marks = (hasDecimalComma ? ";\t" : ";\t,").utf8
    let unquoted = Self.unquoted(line)
    if let mark = marks.first(where: unquoted.contains) { return .character(mark) }
    let words = line.split(whereSeparator: Self.isBlank).map { String(decoding: $0, as: UTF8.self) }
    return words.count > 1 && words.allSatisfy { number($0) != nil }
      ? .blanks : .character(UInt8(ascii: hasDecimalComma ? ";" : ","))
  }

  private static func unquoted(_ line: [UInt8]) -> [UInt8] {
    var isQuoted = false
    return line.filter { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted
    }
  }
}
