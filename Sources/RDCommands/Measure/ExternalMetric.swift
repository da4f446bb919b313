import Foundation
import RDCore
import RDResults

/// A metric that another program computes of two files, such as SSIMULACRA 2, VMAF or LPIPS.
package struct ExternalMetric: Sendable {
  /// The name of its column.
  let name: String

  /// The program as it was named, for messages.
  private let programName: String
  private let program: ExternalProgram

  /// The arguments, in which `{reference}` and `{file}` stand for the paths.
  private let arguments: [String]

  /// A metric from its template, as in `ssimulacra2: ssimulacra2 {reference} {file}`.
  ///
  /// No shell reads the command: it is split at spaces, with single and double quotes and backslashes as in a shell, and paths are put
  /// into the arguments afterwards, whatever letters are in them.
  ///
  /// - Throws: `Diagnosis` for a template without a name, a command or `{file}`, or a program that is not installed.
  package init(parsing template: String) throws(Diagnosis) {
    let sides = template.split(separator: ":", maxSplits: 1)
    let name =
      sides.first.map {
        $0.trimmingCharacters(in: .whitespaces).lowercased().replacing("-", with: "_")
      } ?? ""
    guard sides.count == 2, name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil else {
      throw Self.wrong(
        template, "it does not begin with a name of letters, digits and '_', and a colon")
    }
    guard let words = Self.words(of: sides[1]) else {
      throw Self.wrong(template, "a quotation does not end")
    }
    guard let programName = words.first else { throw Self.wrong(template, "it has no command") }
    guard words.dropFirst().contains(where: { $0.contains("{file}") }) else {
      throw Self.wrong(template, "its command has no {file}")
    }
    guard let program = ExternalProgram(named: programName) else {
      throw Diagnosis.missing(
        "--external-metric \(name): there is no program '\(programName)'. Install it, or write its path."
      )
    }
    self.name = name
    self.programName = programName
    self.program = program
    arguments = Array(words.dropFirst())
  }

  private static func wrong(_ template: String, _ reason: String) -> Diagnosis {
    .wrongUse(
      "--external-metric is '\(template)', but \(reason). Write it as in 'ssimulacra2: ssimulacra2 {reference} {file}'."
    )
  }

  /// The value for a pair of files: the last number on the program's standard output.
  ///
  /// - Throws: `Diagnosis` if the program fails or prints no number.
  func value(reference: String, file: String) throws(Diagnosis) -> Double {
    // In one pass: a path may itself have braces in it.
    let filled = arguments.map { argument in
      argument.replacing(/\{(reference|file)\}/) { $0.1 == "file" ? file : reference }
    }
    guard let outcome = program.run(filled) else {
      throw Diagnosis(.trialFailed, "\(name): '\(programName)' could not be started")
    }
    guard outcome.status == 0 else {
      let complaint =
        outcome.complaint.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
      throw Diagnosis(
        .trialFailed, "\(name): '\(programName)' ended with code \(outcome.status)\(complaint)")
    }
    guard let value = Self.lastNumber(in: outcome.output) else {
      throw Diagnosis(.trialFailed, "\(name): '\(programName)' printed no number")
    }
    return value
  }

  /// The last word that is a finite number, at spaces and signs such as brackets, colons and `%`.
  static func lastNumber(in text: String) -> Double? {
    text.split { $0.isWhitespace || ",;:=()[]{}\"'%".contains($0) }
      .reversed().lazy.compactMap { Double($0) }.first(where: \.isFinite)
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
