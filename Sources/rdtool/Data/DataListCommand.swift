import ArgumentParser
import RDDataSets
import RDResults

/// `rdtool data list`: the data sets, and which of them are present.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the data sets, their parameters, and which of them are here.",
    discussion: """
      Examples:
        rdtool data list
        rdtool data list --format csv
      """)

  @Option(help: "How to print the table: text, csv or json.")
  var format: TableFormat = .text

  func run() throws {
    let folder = DataFolder.standard
    let catalogue = DataSetCatalogue.all
    let table = Table(
      columns: [
        Table.Column("name", heading: "Name"), Table.Column("state", heading: "State"),
        Table.Column("parameters", heading: "Parameters"),
        Table.Column("summary", heading: "What it is"),
      ],
      rows: zip(catalogue.names, catalogue.entries).map { name, entry in
        let parameters = entry.parameters.map { parameter in
          parameter.key + (parameter.defaultValue.map { "=" + $0 } ?? "")
        }
        return [
          .text(name), .text(state(of: entry, in: folder)),
          .text(parameters.joined(separator: ",")), .text(entry.summary),
        ]
      })
    try printTable(table, as: format)
  }

  private func state(of entry: DataSetEntry, in folder: DataFolder) -> String {
    guard entry.folder != nil else { return "ready" }
    guard entry.isPresent(in: folder) else { return "absent" }
    return entry.isReadable ? "here" : "here, but the library for its files is absent"
  }
}
