import ArgumentParser
import RDArrayFiles

/// How a table of text is written.
struct TextTableOptions: ParsableArguments {
  @Option(
    "character", parsing: .next,
    "What separates the fields of a table of text: a character, tab or space. (default: found)")
  var delimiter: String?

  @Flag(help: "Numbers of a table of text have a decimal comma.")
  var decimalComma = false

  @Option(
    "text", parsing: .unconditional,
    "What begins a comment in a table of text; none for nothing. (default: #)")
  var comment: String?

  @Option("count", "Lines to skip at the start of a table of text.")
  var skipRows: Int?

  @Option(
    "answer", parsing: .next, "Whether its first row names the columns: yes or no. (default: found)"
  )
  var header: Answer?

  enum Answer: String, CaseIterable, ExpressibleByArgument {
    case yes, no
  }

  /// The first given option.
  var givenOption: String? {
    firstGiven([
      "--delimiter": delimiter != nil, "--decimal-comma": decimalComma, "--comment": comment != nil,
      "--skip-rows": skipRows != nil, "--header": header != nil,
    ])
  }

  func validate() throws {
    if let skipRows, !(0...1_000_000 ~= skipRows) {
      throw ValidationError(
        "--skip-rows is \(skipRows), but must be an integer from 0 to 1000000.")
    }
    if comment == "" { throw ValidationError("--comment is empty. Write none for no comments.") }
    if let delimiter, Self.delimiter(delimiter) == nil {
      throw ValidationError(
        "--delimiter is '\(delimiter)', but must be one character, tab or space, and no letter, digit, quote, point, plus or minus."
      )
    }
    if decimalComma, delimiter == "," {
      throw ValidationError(
        "With --decimal-comma, commas cannot separate fields. Choose another --delimiter.")
    }
  }

  /// The syntax that the options say.
  var syntax: TextTableSyntax {
    var syntax = TextTableSyntax()
    syntax.delimiter = delimiter.flatMap(Self.delimiter)
    syntax.hasDecimalComma = decimalComma
    if let comment { syntax.comment = comment == "none" ? nil : comment }
    syntax.skippedLines = skipRows ?? 0
    syntax.hasHeader = header.map { $0 == .yes }
    return syntax
  }

  private static func delimiter(_ text: String) -> TextTableSyntax.Delimiter? {
    switch text {
    case "tab", "\t", "\\t": return .character(UInt8(ascii: "\t"))
    case "space", " ": return .blanks
    default:
      let bytes = Array(text.utf8)
      let isPunctuation = bytes.count == 1 && (0x21...0x7e).contains(bytes[0])
      let isOfNumbers =
        text.first.map { $0.isLetter || $0.isNumber || "\".+-".contains($0) } ?? true
      return isPunctuation && !isOfNumbers ? .character(bytes[0]) : nil
    }
  }
}
