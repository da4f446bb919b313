import RDCore
import RDResults

/// A metric that another program computes of two files, such as SSIMULACRA 2, VMAF or LPIPS.
package struct ExternalMetric: Sendable {
  private let command: CommandTemplate

  /// The name of its column.
  let name: String

  /// A metric from its template, as in `ssimulacra2: ssimulacra2 {reference} {file}`; see `CommandTemplate`.
  ///
  /// - Throws: `Diagnosis` for a template without a name, a command or `{file}`, or a program that is not installed.
  package init(parsing template: String) throws(Diagnosis) {
    command = try CommandTemplate(
      parsing: template, option: "--external-metric",
      example: "ssimulacra2: ssimulacra2 {reference} {file}", placeholders: ["file"]
    ) { name in
      Self.column(name).wholeMatch(of: /[a-z][a-z0-9_]*/) == nil
        ? "it does not begin with a name of letters, digits and '_', and a colon" : nil
    }
    name = Self.column(command.name)
  }

  private static func column(_ name: String) -> String {
    name.lowercased().replacing("-", with: "_")
  }

  /// The value for a pair of files: the last number on the program's standard output; `nil` if that is infinite or none, as of equal pictures.
  ///
  /// - Throws: `Diagnosis` if the program fails or prints no number.
  func value(reference: String, file: String) throws(Diagnosis) -> Double? {
    let output = try command.run(
      command.filled(["reference": reference, "file": file]),
      remedy: {
        Self.lastNumber(in: $0) == nil
          ? nil : "It printed a number: if that counts, write sh -c '… || true' around the command"
      })
    guard let value = Self.lastNumber(in: output) else {
      throw Diagnosis(.trialFailed, "\(name): '\(command.programName)' printed no number")
    }
    return value.isFinite ? value : nil
  }

  /// The last word that is a number, even an infinite one, at spaces and signs such as brackets, colons and `%`.
  static func lastNumber(in text: String) -> Double? {
    text.split { $0.isWhitespace || ",;:=()[]{}\"'%".contains($0) }
      .reversed().lazy.compactMap { Double($0) }.first
  }
}
