/// The services of a training's host: a trial's runner, or `rdtool train`.
package protocol TrainingContext {
  /// Reports the progress of the training.
  func report(completed: Int, of total: Int, note: String)

  /// Whether the user requested a stop.
  var isInterrupted: Bool { get }

  /// Whether to store a checkpoint after `epochs` epochs.
  func isCheckpointDue(after epochs: Int) -> Bool

  /// The last checkpoint of an interrupted earlier run, or `nil`.
  func checkpoint() throws -> [UInt8]?

  /// Reports the seconds that earlier runs spent on the training that is resumed.
  func resumes(after seconds: Double)

  /// Stores a checkpoint.
  func storeCheckpoint(_ bytes: [UInt8]) throws

  /// The error for an intact checkpoint of other contents.
  func unusableCheckpoint(_ reason: any Error) -> any Error

  /// The stored final state of an earlier, shorter training.
  ///
  /// - Returns: the stored state, or `nil`.
  /// - Throws: an `OutputError` if it is damaged or cannot be read.
  func keptTraining(_ identity: String) throws -> [UInt8]?

  /// Stores the final state of a training, so that one of more epochs continues from there.
  func keepTraining(_ bytes: [UInt8], _ identity: String) throws
}
