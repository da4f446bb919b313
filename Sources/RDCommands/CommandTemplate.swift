import Foundation
import RDCore
import RDResults

/// A named command with placeholders for paths and settings, as in `ssimulacra2: ssimulacra2 {reference} {file}`.
///
/// No shell reads it: it is split at spaces, with single and double quotes and backslashes as in a shell, and placeholders
/// in the arguments are replaced afterwards, whatever letters are in it.
struct CommandTemplate: Sendable {
  let name: String

  /// The program as it was named, for messages.
  let programName: String
  private let program: ExternalProgram

  /// The arguments, with their placeholders.
  let arguments: [String]

  /// A template.
  ///
  /// - Parameters:
  ///   - text: the name, a colon, and the command.
  ///   - option: the option that it is given by.
  ///   - example: a right one.
  ///   - placeholders: what the command must have.
  ///   - nameProblem: what is wrong with a name, as the end of a sentence; `nil` if nothing is.
  /// - Throws: `Diagnosis` for a template without a name, a command or one of the placeholders, or a program that is not installed.
  init(
    parsing text: String, option: String, example: String, placeholders: [String],
    nameProblem: (String) -> String? = { _ in nil }
  ) throws(Diagnosis) {
    func wrong(_ reason: String) -> Diagnosis {
      .wrongUse("\(option) is '\(text)', but \(reason). Write it as in '\(example)'.")
    }
    // The name may itself have a colon, which no space follows, as in cwebp:quality=20/80.
    let colon = text.firstRange(of: ": ") ?? text.firstRange(of: ":")
    guard let colon, colon.lowerBound > text.startIndex else {
      throw wrong("it does not begin with a name and a colon")
    }
    name = text[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
    if let problem = nameProblem(name) { throw wrong(problem) }
    guard let words = Self.words(of: text[colon.upperBound...]) else {
      throw wrong("a quotation does not end")
    }
    guard let programName = words.first else { throw wrong("it has no command") }
    for placeholder in placeholders
    where !words.dropFirst().contains(where: { $0.contains("{\(placeholder)}") }) {
      throw wrong("its command has no {\(placeholder)}")
    }
    guard let program = ExternalProgram(named: programName) else {
      throw Diagnosis.missing(
        "\(option) \(name): there is no program '\(programName)'. Install it, or write its path.")
    }
    self.programName = programName
    self.program = program
    arguments = Array(words.dropFirst())
  }

  /// The arguments with a value for each placeholder, in one pass: a path may itself have braces in it.
  func filled(_ values: [String: String]) -> [String] {
    arguments.map { argument in
      argument.replacing(/\{([^{}]+)\}/) { values[String($0.1)] ?? String($0.0) }
    }
  }

  /// Runs the command, and returns its output.
  ///
  /// - Parameters:
  ///   - arguments: the filled ones.
  ///   - remedy: what to do if it fails, as a sentence without its full stop, by its output.
  /// - Returns: what it printed on standard output.
  /// - Throws: `Diagnosis` if it cannot be started or fails.
  @discardableResult
  func run(
    _ arguments: [String], remedy: (String) -> String? = { _ in nil }
  ) throws(Diagnosis) -> String {
    guard let outcome = program.run(arguments) else {
      throw Diagnosis(.trialFailed, "\(name): '\(programName)' could not be started")
    }
    guard outcome.status == 0 else {
      let complaint =
        outcome.complaint.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
      throw Diagnosis(
        .trialFailed,
        "\(name): '\(programName)' ended with code \(outcome.status)\(complaint)"
          + (remedy(outcome.output + outcome.complaint).map { ". \($0)" } ?? ""))
    }
    return outcome.output
  }

  /// The words of a command; `nil` if a quotation does not end.
  static func words(of command: some StringProtocol) -> [String]? {
    var words: [String] = []
    var word: String?
    var quotation: Character?
    var letters = command.makeIterator()
    while let letter = letters.next() {
      switch letter {
      case "\\" where quotation != "'":
        guard let next = letters.next() else { return nil }
        word = (word ?? "") + String(next)
      case quotation: quotation = nil
      case "'" where quotation == nil, "\"" where quotation == nil:
        quotation = letter
        word = word ?? ""
      case _ where quotation == nil && letter.isWhitespace:
        if let finished = word { words.append(finished) }
        word = nil
      default: word = (word ?? "") + String(letter)
      }
    }
    if let word { words.append(word) }
    return quotation == nil ? words : nil
  }
}
