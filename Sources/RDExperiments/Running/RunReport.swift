public import RDResults

/// The results of a run, and how its trials ended.
public struct RunReport: Sendable {
  /// All trials.
  public let trialCount: Int

  /// Those that an earlier run had finished.
  public let resumedCount: Int

  /// Those that failed, wholly or at some of their points.
  public let failures: [Failure]

  /// The tables of the results, by file name without ending.
  public let documents: [(name: String, document: CSVDocument)]

  /// What a person wants to see of the results.
  public let display: Table

  /// When each trial began and how long it took.
  public let timing: CSVDocument

  /// SHA-256 of each table, by file name.
  public var resultHashes: [String: String] {
    Dictionary(
      uniqueKeysWithValues: documents.map {
        ("\($0.name).csv", ContentHash(of: $0.document.text).description)
      })
  }

  /// A trial that failed.
  public struct Failure: Sendable {
    /// Its name.
    public let trial: String

    /// Why.
    public let reason: String
  }
}
