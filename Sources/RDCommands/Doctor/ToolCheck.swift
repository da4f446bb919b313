import RDResults

/// A program that some commands call.
package struct ToolCheck: DoctorCheck {
  /// The program's name.
  package let name: String

  /// The arguments that print its version.
  package let arguments: [String]

  /// Its purpose, shown if it is absent.
  let purpose: String

  /// The command that installs it.
  package let remedy: String

  package func findings() -> [Finding] {
    guard let version else {
      return [
        Finding(
          part: "tool", item: name, state: .absent, found: "needed only for \(purpose)",
          remedy: remedy)
      ]
    }
    return [Finding(part: "tool", item: name, state: .good, found: version)]
  }

  /// The first non-empty line of the program's output; `nil` if it cannot be run.
  private var version: String? {
    guard let outcome = ExternalProgram(named: name)?.run(arguments), outcome.status == 0 else {
      return nil
    }
    return outcome.output.split(separator: "\n").first.map(String.init)
  }
}
