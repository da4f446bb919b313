/// What a finished trial gave, as it is stored until its experiment is complete.
public struct TrialRecord: Sendable, Equatable, Codable {
  /// The trial's name, unique in its experiment.
  public let trial: String

  /// Rows of `points.csv`.
  public let points: CSVDocument

  /// Rows of the experiment's other files, by file name without ending.
  public let tables: [String: CSVDocument]

  /// Files besides the tables.
  public let files: [TrialFile]

  /// When it began: seconds since 1970.
  public let started: Double

  /// How long it took, in seconds, since it began or was last resumed.
  public let seconds: Double

  /// A record.
  public init(
    trial: String, points: CSVDocument, tables: [String: CSVDocument], files: [TrialFile] = [],
    started: Double, seconds: Double
  ) {
    self.trial = trial
    self.points = points
    self.tables = tables
    self.files = files
    self.started = started
    self.seconds = seconds
  }
}
