/// The results of one run of an experiment: the tables of a folder.
public struct ResultSet: Sendable, Equatable {
  /// The name of the folder.
  public private(set) var name: String

  /// The path of the folder.
  package let path: String

  /// The experiment, as in `gaussian`.
  public let experiment: String

  /// The provenance; `nil` if the folder has none.
  public let provenance: Provenance?

  /// The specification of the run; `nil` if the folder has none.
  package let specification: ResultSpecification?

  /// The other results under the same root, for joint reports: see `beside(_:)`.
  package private(set) var siblings: [ResultSet] = []
  private let tables: [String: CSVDocument]

  /// Results from their tables.
  ///
  /// - Parameters:
  ///   - name: the name of the folder.
  ///   - path: the folder, for messages.
  ///   - tables: the CSV files by name, `points.csv` among them.
  ///   - provenance: the provenance, if known.
  ///   - specification: the specification of the run, if known.
  /// - Throws: ``ResultsReadingError/noPoints(path:)``; ``ResultsReadingError/mixedExperiments(path:first:second:)``;
  ///   ``CSVError`` if the points lack the column of the experiment.
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

  /// The same results under another name, such as those of a short run in place of the full one.
  package func named(_ name: String) -> ResultSet {
    var copy = self
    copy.name = name
    return copy
  }

  /// The same results joined with others, in the order of their names and without these themselves.
  package func beside(_ others: [ResultSet]) -> ResultSet {
    var copy = self
    copy.siblings = others.filter { $0.name != name }.sorted { $0.name < $1.name }
    return copy
  }

  /// The names of the tables' files, sorted: `points.csv` is one of them.
  public var tableNames: [String] { tables.keys.sorted() }

  /// The table of a file of the folder.
  ///
  /// - Parameter file: a file name, as in `history.csv`.
  /// - Returns: the table with the name of its file.
  /// - Throws: ``ResultsReadingError``.
  public func table(_ file: String) throws(ResultsReadingError) -> ResultTable {
    guard let document = tables[file] else { throw .missingTable(path: path, file: file) }
    return ResultTable(document, origin: "\(path)/\(file)")
  }
}
