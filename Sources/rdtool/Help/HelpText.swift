/// The help of a command, broken into lines by this tool: the argument parser would also break the commands of examples, which
/// could not be pasted then.
enum HelpText {
  /// A width at which the argument parser breaks nothing.
  static let unbroken = 100_000

  /// Where the descriptions of options begin.
  private static let descriptionColumn = 26

  /// Breaks the lines of a help text, but no line of an example.
  static func wrapped(_ text: String, width: Int) -> String {
    var isExample = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let wasContinued = isExample
      isExample = line.hasPrefix("  rdtool ") || wasContinued
      if isExample {
        isExample = line.hasSuffix("\\")
        return String(line)
      }
      return wrapped(line, width: width)
    }.joined(separator: "\n")
  }

  private static func wrapped(_ line: Substring, width: Int) -> String {
    guard line.count > width else { return String(line) }
    let indent = indent(of: line)
    var lines: [String] = []
    var current = ""
    // What stands before the description, with its spaces, stays as it is.
    var rest = line
    if indent > 0, line.count > indent {
      current = String(line.prefix(indent))
      rest = line.dropFirst(indent)
    }
    var isEmpty = true
    for word in rest.split(separator: " ") {
      if !isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = String(repeating: " ", count: indent)
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Where the lines that continue a line begin: under its description if it has one, else under its own beginning.
  private static func indent(of line: Substring) -> Int {
    let spaces = line.prefix { $0 == " " }.count
    guard spaces < descriptionColumn, spaces > 0 else { return spaces }
    let label = line.prefix(descriptionColumn)
    return label.hasSuffix("  ") || (label.last == " " && isLabel(label))
      ? descriptionColumn : spaces
  }

  /// Whether the beginning of a line is the name of an option or a command.
  private static func isLabel(_ text: Substring) -> Bool {
    let trimmed = text.drop { $0 == " " }
    return trimmed.hasPrefix("-") || trimmed.hasPrefix("<")
  }
}
