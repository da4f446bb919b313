import ArgumentParser
import RDCommands
import RDCore
import RDResults

/// `rdtool doctor`: what is installed, what is missing, and the command that fixes it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what is installed, what holds it back, and the command that fixes it.",
    discussion: """
      The state of an item is 'ok', 'slow' (it works, but not as fast as it could), 'absent' (only \
      what is said beside it needs it) or 'missing'. The exit code is 69 if anything is missing, else 0.

      Examples:
        rdtool doctor
        rdtool doctor --format json
      """)

  @Option(help: "How to print the table: text, csv or json.")
  var format: TableFormat = .text

  func run() throws {
    let findings = DoctorCheckCatalogue.all.flatMap { $0.findings() }
    let table = Table(
      columns: [
        Table.Column("part", heading: "Part"), Table.Column("item", heading: "Item"),
        Table.Column("state", heading: "State"), Table.Column("found", heading: "Found"),
        Table.Column("remedy", heading: "What to do"),
      ],
      rows: findings.map { finding in
        [
          .text(finding.part), .text(finding.item), .text(finding.state.rawValue),
          .text(finding.found), finding.remedy.map { .text($0) } ?? .empty,
        ]
      })
    try printTable(table, as: format)
    guard findings.allSatisfy({ $0.state != .missing }) else {
      throw ExitCode(FailureClass.missing.rawValue)
    }
  }
}
