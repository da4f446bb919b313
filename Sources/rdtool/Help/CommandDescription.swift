import ArgumentParser
import Foundation

/// A command as the argument parser describes it to programs: its arguments, options and subcommands.
struct CommandDescription: Decodable {
  let commandName: String
  let aliases: [String]?
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  /// An argument, an option or a flag.
  struct Argument: Decodable {
    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValueStrings: [String]?
    let abstract: String?

    var isOption: Bool { kind == "option" }

    /// The spellings, as in `-o` and `--output`.
    var spellings: [String] { names?.map(\.spelling) ?? [] }

    enum CodingKeys: String, CodingKey {
      case kind, shouldDisplay, sectionTitle, isRepeating, names, valueName, defaultValue
      case allValueStrings = "allValues"
      case abstract
    }
  }

  /// A name of an option.
  struct Name: Decodable {
    let kind: String
    let name: String

    var spelling: String { (kind == "long" ? "--" : "-") + name }
  }

  private struct Tool: Decodable {
    let command: CommandDescription
  }

  /// Describes a command; `nil` if the argument parser writes something else than it used to.
  static func of(_ command: any ParsableCommand.Type) -> CommandDescription? {
    try? JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)).command
  }
}
