public import RDResults

/// How a run ended.
public struct RunReport: Sendable {
  /// All trials.
  public let trialCount: Int

  /// Those that an earlier run had finished.
  public let resumedCount: Int

  /// Those that failed.
  public let failures: [Failure]

  /// What a person wants to see of the results.
  public let display: Table

  /// SHA-256 of each table that was written, by file name.
  public let resultHashes: [String: String]

  /// A trial that failed.
  public struct Failure: Sendable {
    /// Its name.
    public let trial: String

    /// Why.
    public let reason: String
  }
}
