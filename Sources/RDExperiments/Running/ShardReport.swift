/// What a process did of a sweep that several share.
package struct ShardReport: Sendable {
  /// The number of trials of its part.
  package let trialCount: Int

  /// The number of those that had finished before.
  package let resumedCount: Int

  /// The number of those whose training resumed from a checkpoint.
  package let resumedTrainingCount: Int

  /// The trials that failed.
  package let failures: [RunReport.Failure]
}
