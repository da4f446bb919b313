import RDResults

/// An experiment: a typed specification and its trials.
///
/// A new one is a folder in `Studies` and a line in `ExperimentCatalogue.swift`.
package protocol Experiment: Sendable {
  associatedtype Specification: ExperimentSpecification
  typealias Summary = (name: String, document: CSVDocument)

  static var name: String { get }

  /// Its own columns of `points.csv`, after the common ones.
  static var ownColumns: [Table.Column] { get }

  /// Its further tables with their columns; the runner prepends `experiment` and `trial` to each row.
  static var tables: KeyValuePairs<String, [Table.Column]> { get }

  /// Its own columns of `timing.csv`, after the common ones: measurements that are not reproducible, and so no results.
  static var timingColumns: [Table.Column] { get }

  /// The output at the end of a run.
  static var display: Display { get }

  /// The trials, in the order of the results.
  static func trials(of specification: Specification) -> [Trial]

  /// Tables computed from all points at the end, by name.
  static func summaries(of points: CSVDocument) -> [Summary]
}

extension Experiment {
  /// Resolves a specification and lists the trials.
  package static func plan(
    _ request: SpecificationRequest
  ) throws(SpecificationError) -> ExperimentPlan {
    try ExperimentPlan(Self.self, request)
  }

  /// The keys of the specification: what each must be, its value without flags, and its meaning.
  package static func keys(_ request: SpecificationRequest) throws(SpecificationError) -> Table {
    let specification: Specification = try request.resolve()
    return Table(
      columns: [
        Table.Column("key", heading: "Key"), Table.Column("type", heading: "Type"),
        Table.Column("default", heading: "Default"), Table.Column("meaning", heading: "Meaning"),
      ],
      rows: Specification.keys.map { key in
        [
          .text(key.name), .text(key.expected),
          key.write(specification).map { .text($0.plainText) } ?? .empty, .text(key.summary),
        ]
      })
  }

  package static var tables: KeyValuePairs<String, [Table.Column]> { [:] }
  package static var timingColumns: [Table.Column] { [] }
  package static func summaries(of points: CSVDocument) -> [Summary] { [] }

  package static func emptyPoint(source: String, method: String) -> Point {
    Point(source: source, method: method, own: ownColumns.map { _ in .empty })
  }
}
