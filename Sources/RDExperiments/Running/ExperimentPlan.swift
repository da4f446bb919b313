import RDResults

/// A type-erased experiment with its specification resolved: everything the runner needs.
package struct ExperimentPlan: Sendable {
  package let experiment: String

  /// The canonical specification, as a TOML file.
  package let specificationText: String

  /// The root of all seeds; `nil` where nothing is random.
  package let seed: UInt64?

  /// The trials, in the order of the results.
  package let trials: [Trial]

  /// The output at the end of a run.
  package let display: Display

  let pointColumns: [Table.Column]
  package let tables: [(name: String, columns: [Table.Column])]
  package let timingColumns: [Table.Column]

  /// Tables computed from all points.
  package let summaries: @Sendable (CSVDocument) -> [(name: String, document: CSVDocument)]

  /// Plans an experiment.
  package init<E: Experiment>(_ type: E.Type, _ request: SpecificationRequest)
    throws(SpecificationError)
  {
    let specification: E.Specification = try request.resolve()
    experiment = E.name
    specificationText = specification.canonicalText(experiment: E.name)
    seed = specification.rootSeed.map { UInt64($0) }
    trials = E.trials(of: specification)
    let prefix = [Table.Column("experiment"), Table.Column("trial")]
    pointColumns = Point.columns + E.ownColumns
    tables = E.tables.map { ($0.key, prefix + $0.value) }
    timingColumns = E.timingColumns
    display = E.display
    summaries = { E.summaries(of: $0) }
  }

  /// Whether a record has the columns of this plan's tables.
  func matches(_ record: TrialRecord) -> Bool {
    record.points.columns == pointColumns.map(\.name) && record.timing.count == timingColumns.count
      && tables.allSatisfy { table in
        record.tables[table.name].map { $0.columns == table.columns.map(\.name) } ?? true
      }
  }
}
