import RDResults

/// An experiment: a question, a typed specification, and the trials that answer it.
///
/// A new one is a file in `Definitions/` and a line in `ExperimentCatalogue.swift`.
package protocol Experiment: Sendable {
  /// What its TOML file sets.
  associatedtype Specification: ExperimentSpecification

  /// The name in `experiment = "…"` and on the command line.
  static var name: String { get }

  /// The question it answers, in one sentence.
  static var question: String { get }

  /// Its own columns of `points.csv`, behind those that all share.
  static var ownColumns: [Table.Column] { get }

  /// Its further tables with their columns; the runner puts `experiment` and `trial` in front of each row.
  static var tables: KeyValuePairs<String, [Table.Column]> { get }

  /// Its own columns of `timing.csv`, behind those that all share: what no two runs measure alike, and so is no result.
  static var timingColumns: [Table.Column] { get }

  /// What is shown when a run ends.
  static var display: Display { get }

  /// The trials, in the order of the results.
  static func trials(of specification: Specification) -> [Trial]

  /// Tables made from all points at the end, by their names.
  static func summaries(of points: CSVDocument) -> [(name: String, document: CSVDocument)]
}

extension Experiment {
  /// None.
  package static var timingColumns: [Table.Column] { [] }
}
