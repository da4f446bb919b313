import ArgumentParser
import RDCore

/// Looks at the arguments before they are parsed, for what the argument parser takes without a word or in another sense: an option
/// of one value that is given twice, an unknown option that has a known letter in it.
struct ArgumentCheck {
  private let command: any ParsableCommand.Type
  private let path: String
  private let arguments: ArraySlice<String>

  /// What the argument parser knows without a declaration.
  private static let builtIn = [
    "--help", "--version", "--help-hidden", "--experimental-dump-help",
    "--generate-completion-script",
  ]

  /// The arguments of the command that they name.
  init(_ arguments: [String]) {
    var command: any ParsableCommand.Type = RDTool.self
    var path = [RDTool._commandName]
    var rest = arguments[...]
    while let word = rest.first,
      let next = command.configuration.subcommands.first(where: {
        $0._commandName == word || $0.configuration.aliases.contains(word)
      })
    {
      command = next
      path.append(next._commandName)
      rest = rest.dropFirst()
    }
    self.command = command
    self.path = path.joined(separator: " ")
    self.arguments = rest
  }

  /// Checks the arguments.
  ///
  /// - Throws: ``ArgumentProblem``.
  func check() throws(ArgumentProblem) {
    guard arguments.contains(where: { $0.hasPrefix("-") }), command != RDTool.self,
      let known = CommandDescription.of(command)?.arguments
    else { return }
    var given: [String: String] = [:]
    var rest = arguments
    while let argument = rest.popFirst(), argument != "--" {
      guard argument.hasPrefix("-"), argument != "-", Double(argument) == nil else { continue }
      let sides = argument.split(separator: "=", maxSplits: 1).map(String.init)
      let name = sides[0]
      guard !Self.builtIn.contains(name) else { continue }
      guard let option = known.first(where: { $0.spellings.contains(name) }) else {
        throw problem(
          .unknown(name: name, known: known.filter(\.shouldDisplay).flatMap(\.spellings)))
      }
      guard option.isOption else { continue }
      let value = sides.count == 2 ? sides[1] : rest.popFirst() ?? ""
      guard !option.isRepeating else { continue }
      let spelling = option.spellings.last ?? name
      if let earlier = given.updateValue(value, forKey: spelling) {
        throw problem(.repeated(name: spelling, values: [earlier, value]))
      }
    }
  }

  private func problem(_ reason: ArgumentProblem.Reason) -> ArgumentProblem {
    ArgumentProblem(
      reason: reason, command: path,
      usage: command == RDTool.self
        ? RDTool.usageString() : RDTool.usageString(for: command))
  }
}

/// Arguments that make no sense to a command.
struct ArgumentProblem: DiagnosedError {
  let reason: Reason

  /// The command with its parents, as in `rdtool data fetch`.
  let command: String

  let usage: String

  enum Reason: Equatable {
    /// An option that the command lacks, with those that it has.
    case unknown(name: String, known: [String])

    /// An option of one value that has several.
    case repeated(name: String, values: [String])
  }

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    let lines = usage.split(separator: "\n").joined(separator: "\n       ")
    return "\(what)\nUsage: \(lines)\n  See '\(command) --help' for more information."
  }

  private var what: String {
    switch reason {
    case .unknown(let name, let known):
      let near = UnknownName(
        kind: "option", name: name.withoutHyphens, known: known.map(\.withoutHyphens)
      ).nearest
      let nearest = known.first { $0.withoutHyphens == near }
      let hint = nearest.map { " Did you mean '\($0)'?" } ?? ""
      // One hyphen and several letters: it may well be a file.
      let file =
        name.hasPrefix("--") || name.count <= 2 || nearest != nil
        ? "" : " A file of that name is written ./\(name)."
      return "Unknown option '\(name)'.\(hint)\(file)"
    case .repeated(let name, let values):
      return
        "\(name) is given more than once, as \(values.map { "'\($0)'" }.joined(separator: " and ")). Give it once; what takes a list has commas between."
    }
  }
}

extension String {
  fileprivate var withoutHyphens: String { String(drop { $0 == "-" }) }
}
