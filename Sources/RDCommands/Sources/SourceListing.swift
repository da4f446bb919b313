import RDResults
import RDSources

/// The catalogue of sources as a table.
package enum SourceListing {
  /// A row for each source and each of its parameters: as text the source's summary above the meanings of its
  /// parameters, as CSV or JSON all in separate columns.
  package static func table(for format: TableFormat) -> Table {
    format == .text ? readableTable() : machineTable()
  }

  private static func readableTable() -> Table {
    var table = Table(columns: [
      Table.Column("source", heading: "Source"), Table.Column("parameter", heading: "Parameter"),
      Table.Column("default", heading: "Default"), Table.Column("meaning", heading: "Meaning"),
    ])
    for (name, entry) in zip(SourceCatalogue.all.names, SourceCatalogue.all.entries) {
      table.append([.text(name), .empty, .empty, .text(entry.summary)])
      for parameter in entry.parameters {
        table.append([
          .empty, .text(parameter.key), parameter.defaultValue.map { .text($0) } ?? .empty,
          .text(parameter.meaning),
        ])
      }
      if let example = entry.example {
        table.append([.empty, .empty, .empty, .text("example: \(example)")])
      }
    }
    return table
  }

  private static func machineTable() -> Table {
    var table = Table(
      columns: ["source", "kind", "parameter", "default", "meaning", "summary", "example"].map {
        Table.Column($0)
      })
    for (name, entry) in zip(SourceCatalogue.all.names, SourceCatalogue.all.entries) {
      func append(_ parameter: [Cell]) {
        table.append(
          [.text(name), .text(entry.kind.rawValue)] + parameter + [
            .text(entry.summary), .text(entry.example ?? name),
          ])
      }
      for parameter in entry.parameters {
        append([
          .text(parameter.key), parameter.defaultValue.map { .text($0) } ?? .empty,
          .text(parameter.meaning),
        ])
      }
      if entry.parameters.isEmpty { append([.empty, .empty, .empty]) }
    }
    return table
  }
}
