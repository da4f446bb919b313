import ArgumentParser
import RDCore

/// A manual page of section 1, in the macros of man.
struct ManualPage {
  /// The name without the section, as in `rdtool-quantise`.
  let name: String

  /// The source of the page.
  let text: String

  /// The pages of the tool, its commands and their subcommands.
  static var all: [ManualPage] { pages(of: RDTool.self, path: []) }

  private static func pages(
    of command: any ParsableCommand.Type, path: [String]
  ) -> [ManualPage] {
    let path = path + [command._commandName]
    return [ManualPage(command, path)]
      + command.configuration.subcommands.flatMap { pages(of: $0, path: path) }
  }

  private init(_ command: any ParsableCommand.Type, _ path: [String]) {
    let name = path.joined(separator: "-")
    self.name = name
    let configuration = command.configuration
    let usage = path.count == 1 ? RDTool.usageString() : RDTool.usageString(for: command)
    var lines = [
      ".TH \(Self.quoted(name.uppercased())) 1 \"\" \(Self.quoted("rdtool \(RDTool.version)")) rdtool",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(configuration.abstract))",
      ".SH SYNOPSIS", ".nf", Self.escaped(usage), ".fi", ".SH DESCRIPTION",
    ]
    lines += Self.paragraphs(configuration.discussion)
    let arguments = CommandDescription.of(command)?.arguments?.filter(\.shouldDisplay) ?? []
    if !arguments.isEmpty { lines.append(".SH OPTIONS") }
    for argument in arguments { lines += Self.entry(argument) }
    if !configuration.subcommands.isEmpty { lines.append(".SH COMMANDS") }
    for subcommand in configuration.subcommands {
      lines += [
        ".TP", "\\fB\(Self.escaped("\(name)-\(subcommand._commandName)"))\\fR(1)",
        Self.escaped(subcommand.configuration.abstract),
      ]
    }
    lines += [
      ".SH EXIT STATUS",
      "0 done, 1 a trial or row failed, 64 wrong use, 65 bad data, 69 something missing, 73 cannot create, 74 input or output failed, 130 interrupted.",
    ]
    if path.count > 1 {
      lines += [
        ".SH SEE ALSO", "\\fB\(Self.escaped(path.dropLast().joined(separator: "-")))\\fR(1)",
      ]
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Paragraphs filled, what is indented as it is, a section for the examples.
  private static func paragraphs(_ text: String) -> [String] {
    var lines: [String] = []
    var isVerbatim = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isVerbatim, !line.isEmpty {
        lines.append(isIndented ? ".nf" : ".fi")
        isVerbatim = isIndented
      }
      switch line {
      case "Examples:": lines.append(".SH EXAMPLES")
      case "" where isVerbatim: lines.append("")
      case "": lines.append(".PP")
      default: lines.append(escaped(String(line)))
      }
    }
    return lines + (isVerbatim ? [".fi"] : [])
  }

  private static func entry(_ argument: CommandDescription.Argument) -> [String] {
    let value = argument.kind == "flag" ? nil : argument.valueName
    var label = argument.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
    if let value { label += (label.isEmpty ? "" : " ") + "\\fI\(escaped(value))\\fR" }
    var notes: [String] = []
    if let values = argument.allValueStrings, !values.isEmpty {
      notes.append("values: \(values.joined(separator: ", "))")
    }
    if let value = argument.defaultValue, !value.isEmpty { notes.append("default: \(value)") }
    let note = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    return [".TP", label, escaped((argument.abstract ?? "") + note)]
  }

  /// A text in which nothing is a command of roff, and all is ASCII.
  private static func escaped(_ text: String) -> String {
    let lines = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }
      .joined(separator: "\n")
    return lines.unicodeScalars.map { scalar in
      scalar.isASCII
        ? String(scalar)
        : "\\[u" + String(repeating: "0", count: max(0, 4 - hexadecimal(scalar).count))
          + hexadecimal(scalar) + "]"
    }.joined()
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }

  private static func quoted(_ text: String) -> String { "\"\(text.replacing("-", with: "\\-"))\"" }
}
