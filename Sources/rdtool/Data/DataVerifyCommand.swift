import ArgumentParser
import RDCore
import RDDataSets
import RDResults

/// `rdtool data verify`: checks the files of data sets.
struct DataVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the files of data sets that are here.",
    discussion: """
      Each file is checked by SHA-256: those of MNIST by what they unpack to, those of CIFAR-10 by their images and labels in any \
      order. The exit code is 65 if a file is damaged, 69 if a data set that is named is absent, else 0.

      Examples:
        rdtool data verify
        rdtool data verify kodak --format csv
      """)

  @Argument(help: "The data sets; those that are here if none is named.")
  var names: [String] = []

  @Option(help: "How to print the table: text, csv or json.")
  var format: TableFormat = .text

  func run() throws {
    let folder = DataFolder.standard
    let wanted = names.isEmpty ? DataSetCatalogue.fetchable : names
    var rows: [[Cell]] = []
    var worst: FailureClass?
    for name in wanted {
      let distribution = try DataSetCatalogue.distribution(named: name)
      let entry = try DataSetCatalogue.all.entry(named: name)
      guard entry.isPresent(in: folder) else {
        rows.append([.text(name), .text("absent"), .text("rdtool data fetch \(name)")])
        if !names.isEmpty, worst == nil { worst = .missing }
        continue
      }
      let outcome = verify(distribution, in: folder)
      rows.append([
        .text(name), .text(outcome.problems.isEmpty ? "ok" : "damaged"), .text(outcome.note),
      ])
      if !outcome.problems.isEmpty { worst = .badData }
      for problem in outcome.problems.prefix(5) { printToStandardError("rdtool: \(problem)\n") }
    }
    let table = Table(
      columns: [
        Table.Column("name", heading: "Name"), Table.Column("state", heading: "State"),
        Table.Column("note", heading: "What was found"),
      ], rows: rows)
    try printTable(table, as: format)
    if let worst { throw ExitCode(worst.rawValue) }
  }

  /// The outcome of a data set's checks: a note, and the messages of failed ones.
  private func verify(
    _ distribution: DataSetDistribution, in folder: DataFolder
  ) -> (note: String, problems: [String]) {
    var notes: [String] = []
    var problems: [String] = []
    for check in distribution.checks {
      do {
        let note = try check.verify(in: folder)
        if !notes.contains(note) { notes.append(note) }
      } catch {
        problems.append("\(error)")
      }
    }
    let count = distribution.checks.count
    let share = problems.isEmpty ? "" : "\(problems.count) of \(count) checks failed; "
    return (share + notes.joined(separator: "; "), problems)
  }
}
