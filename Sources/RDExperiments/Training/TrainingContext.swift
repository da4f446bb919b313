/// What a training may ask of whoever runs it: a trial's runner, or `rdtool train`.
package protocol TrainingContext {
  /// Reports the progress of the training.
  func report(completed: Int, of total: Int, note: String)

  /// Whether the user asked to stop.
  var isInterrupted: Bool { get }

  /// Whether to store a checkpoint now that `epochs` epochs are done.
  func isCheckpointDue(after epochs: Int) -> Bool

  /// What the training stored last in an earlier run that was cut short, or `nil`.
  func checkpoint() throws -> [UInt8]?

  /// Reports the seconds that earlier runs spent on the training that is resumed.
  func resumes(after seconds: Double)

  /// Stores what the training needs to resume from here.
  func storeCheckpoint(_ bytes: [UInt8]) throws

  /// The error for a checkpoint whose seal is whole but whose contents do not fit the training.
  func unusableCheckpoint(_ reason: any Error) -> any Error

  /// Where a training that was kept at its end had come to.
  ///
  /// - Returns: what was kept, or `nil`.
  /// - Throws: an `OutputError` if it is damaged or cannot be read.
  func keptTraining(_ identity: String) throws -> [UInt8]?

  /// Keeps the end of a training, so that one of more epochs continues from there.
  func keepTraining(_ bytes: [UInt8], _ identity: String) throws
}
