import RDResults

extension TableOfResults {
  /// The provenance of the results: the program, the machine, the seed and the time.
  package static let run = TableOfResults(of: nil, "Where the results come from") { results in
    guard let run = results.provenance else { return nil }
    let facts: [(key: String, title: String, value: PresentedCell)] =
      [
        ("experiment", "experiment", .text(run.experiment)),
        ("command", "command", .text(run.command.joined(separator: " "))),
        ("commit", "commit", .text(String(run.commit.prefix(12)))),
        ("seed", "seed", run.seed.map { .text(String($0)) } ?? .empty),
        ("trials", "trials", .integer(run.trials.total)),
        ("failed", "failed trials", .integer(run.trials.failed)),
        ("processor", "processor", .text(run.processor)),
        ("blas-core", "BLAS core", .text(run.blasCore)),
        ("started", "started", .text(run.started)),
        ("ended", "ended", .text(run.ended)),
      ]
      + run.versions.sorted { $0.key < $1.key }.map {
        ("version-\($0.key)", $0.key, .text($0.value))
      }
    return try PresentedTable(
      facts, key: \.key,
      columns: [
        TableColumn("fact", "what") { .text($0.title) }, TableColumn("value") { $0.value },
      ])
  }
}
