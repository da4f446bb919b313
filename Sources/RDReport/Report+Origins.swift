import RDResults

extension Report {
  /// The provenance of several folders of results, a row for each: commits may differ.
  static func origins(of reports: [Report]) -> PresentedTable {
    PresentedTable(
      columns: [
        .init("results", "results"), .init("commit", "commit"), .init("seed", "seed"),
        .init("trials", "trials"), .init("ended", "ended"),
      ],
      rows: reports.compactMap { report in
        report.results.provenance.map { run in
          let commit = String(run.commit.prefix(12))
          return .init(
            report.results.name,
            [
              .text(report.results.name),
              .text(run.hasUncommittedChanges ? "\(commit), changed" : commit),
              run.seed.map { .text(String($0)) } ?? .empty, .integer(run.trials.total),
              .text(String(run.ended.prefix(10))),
            ])
        }
      })
  }
}
