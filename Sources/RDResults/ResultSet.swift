/// A folder of results as it was read: the tables that one run of an experiment left.
public struct ResultSet: Sendable, Equatable {
  /// The name of the folder.
  public private(set) var name: String

  /// The path of the folder.
  package let path: String

  /// The experiment that left these results, as in `gaussian`.
  public let experiment: String

  /// Where the results come from; `nil` where the folder does not say.
  public let provenance: Provenance?

  /// The specification that they were made by; `nil` where the folder does not hold it.
  package let specification: ResultSpecification?

  /// The other results under the same root, for what joins several: see `beside(_:)`.
  package private(set) var siblings: [ResultSet] = []
  private let tables: [String: CSVDocument]

  /// Results from their tables.
  ///
  /// - Parameters:
  ///   - name: the name of the folder.
  ///   - path: the folder, for messages.
  ///   - tables: what the CSV files hold, by file name, `points.csv` among them.
  ///   - provenance: where they come from, if that is known.
  ///   - specification: what they were made by, if that is known.
  /// - Throws: ``ResultsReadingError/noPoints(path:)``; ``ResultsReadingError/mixedExperiments(path:first:second:)``;
  ///   ``CSVError`` if the points do not say their experiment.
  package init(
    name: String, path: String, tables: [String: CSVDocument], provenance: Provenance? = nil,
    specification: ResultSpecification? = nil
  ) throws {
    guard let points = tables["points.csv"], !points.rows.isEmpty else {
      throw ResultsReadingError.noPoints(path: path)
    }
    let origin = "\(path)/points.csv"
    let experiments = try ResultTable(points, origin: origin).rows.map { try $0.text("experiment") }
    if let other = experiments.first(where: { $0 != experiments[0] }) {
      throw ResultsReadingError.mixedExperiments(
        path: origin, first: experiments[0], second: other)
    }
    self.name = name
    self.path = path
    self.experiment = experiments[0]
    self.tables = tables
    self.provenance = provenance
    self.specification = specification
  }

  /// The same results under another name, as those of a short run that stand in for the long one.
  package func named(_ name: String) -> ResultSet {
    var copy = self
    copy.name = name
    return copy
  }

  /// The same results with others beside them, in the order of their names and without these themselves.
  package func beside(_ others: [ResultSet]) -> ResultSet {
    var copy = self
    copy.siblings = others.filter { $0.name != name }.sorted { $0.name < $1.name }
    return copy
  }

  /// What a file of the folder holds.
  ///
  /// - Parameter file: a file name, as in `history.csv`.
  /// - Returns: the table with the name of its file.
  /// - Throws: ``ResultsReadingError``.
  public func table(_ file: String) throws(ResultsReadingError) -> ResultTable {
    guard let document = tables[file] else { throw .missingTable(path: path, file: file) }
    return ResultTable(document, origin: "\(path)/\(file)")
  }
}
