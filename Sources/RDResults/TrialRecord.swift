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

  /// The fields of the experiment's own columns of `timing.csv`.
  public let timing: [String]

  /// When it began: seconds since 1970.
  public let started: Double

  /// How long it took, in seconds, with the trainings of earlier runs that it went on with.
  public let seconds: Double

  /// The most memory that its process had had by its end, in units of 10^6 bytes.
  public let peakMemoryMegabytes: Double

  /// A record.
  public init(
    trial: String, points: CSVDocument, tables: [String: CSVDocument], files: [TrialFile] = [],
    timing: [String] = [], started: Double, seconds: Double, peakMemoryMegabytes: Double
  ) {
    self.trial = trial
    self.points = points
    self.tables = tables
    self.files = files
    self.timing = timing
    self.started = started
    self.seconds = seconds
    self.peakMemoryMegabytes = peakMemoryMegabytes
  }
}
