import RDResults

/// An experiment: a typed specification, and the trials that answer a question.
///
/// A new one is a folder in `Studies` and a line in `ExperimentCatalogue.swift`.
package protocol Experiment: Sendable {
  associatedtype Specification: ExperimentSpecification
  typealias Summary = (name: String, document: CSVDocument)

  static var name: String { get }

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

  /// Tables computed from all points at the end, by their names.
  static func summaries(of points: CSVDocument) -> [Summary]
}

extension Experiment {
  /// Resolves a specification and lays out the trials.
  package static func plan(
    _ request: SpecificationRequest
  ) throws(SpecificationError) -> ExperimentPlan {
    try ExperimentPlan(Self.self, request)
  }

  package static var tables: KeyValuePairs<String, [Table.Column]> { [:] }
  package static var timingColumns: [Table.Column] { [] }
  package static func summaries(of points: CSVDocument) -> [Summary] { [] }

  package static func emptyPoint(source: String, method: String) -> Point {
    Point(source: source, method: method, own: ownColumns.map { _ in .empty })
  }
}
