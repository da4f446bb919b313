/// The outcome of a finished trial, stored until its experiment is complete.
package struct TrialRecord: Sendable, Equatable, Codable {
  /// The trial's name, unique in its experiment.
  package let trial: String

  /// Rows of `points.csv`.
  package let points: CSVDocument

  /// Rows of the experiment's other files, by file name without ending.
  package let tables: [String: CSVDocument]
  package var files: [TrialFile]

  /// The fields of the experiment's own columns of `timing.csv`.
  package let timing: [String]

  /// Its start in seconds since 1970.
  package let started: Double

  /// Its duration in seconds, including the trainings of earlier runs that it resumed.
  package let seconds: Double

  /// The peak memory of the process at its end, in units of 10^6 bytes.
  package let peakMemoryMegabytes: Double

  /// Where it was computed.
  package let origin: TrialOrigin

  package init(
    trial: String, points: CSVDocument, tables: [String: CSVDocument], files: [TrialFile] = [],
    timing: [String] = [], started: Double, seconds: Double, peakMemoryMegabytes: Double,
    origin: TrialOrigin
  ) {
    self.origin = origin
    self.trial = trial
    self.points = points
    self.tables = tables
    self.files = files
    self.timing = timing
    self.started = started
    self.seconds = seconds
    self.peakMemoryMegabytes = peakMemoryMegabytes
  }

  /// Whether everything but the times is the same.
  package func hasSameResults(as other: TrialRecord) -> Bool {
    trial == other.trial && points == other.points && tables == other.tables && files == other.files
  }
}
