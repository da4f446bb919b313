import RDCore
import RDFiles
import RDResults
import Synchronization

/// What a trial may ask of the runner while it works.
package struct TrialContext: Sendable {
  package let trial: String
  package let key: ContentHash
  package let store: TrialStore
  let observer: (any ProgressObserver)?
  let interruption: Interruption
  let checkpointInterval: Int
  package let trainings: TrainingStore
  let earlier: EarlierWork

  /// Tells how far the trial has come.
  package func report(completed: Int, of total: Int, note: String) {
    observer?.report(
      ProgressReport(
        part: trial, completed: completed, total: total, note: note, hasEnded: false))
  }

  /// Whether the user asked to stop; the trial should then store a checkpoint and throw ``RunInterrupted``.
  package var isInterrupted: Bool { interruption.isRequested }

  /// Stops here if the user asked for it, in a trial that keeps no checkpoints.
  ///
  /// - Throws: ``RunInterrupted``.
  package func checkInterruption() throws(RunInterrupted) {
    if isInterrupted { throw RunInterrupted() }
  }

  /// Whether to store a checkpoint now that so many units of work, such as epochs, are done.
  package func isCheckpointDue(after completed: Int) -> Bool {
    completed % checkpointInterval == 0
  }

  /// What the trial stored last in an earlier run that was cut short, or `nil`.
  ///
  /// - Throws: an `OutputError` if it is damaged or cannot be read.
  package func checkpoint() throws -> [UInt8]? {
    try store.checkpoint(for: key)
  }

  /// Tells how many seconds earlier runs have worked for what the trial goes on with.
  package func goesOn(after seconds: Double) { earlier.add(seconds) }

  /// Stores what the trial needs to go on from here.
  ///
  /// - Throws: an `OutputError` if it cannot be written.
  package func storeCheckpoint(_ bytes: [UInt8]) throws {
    try store.storeCheckpoint(bytes, for: key)
  }

  /// The end of a training that some run kept, whatever its profile was; `nil` if there is none.
  ///
  /// - Throws: an `OutputError` if it is damaged or cannot be read.
  package func keptTraining(_ identity: String) throws -> [UInt8]? {
    try trainings.training(identity)
  }

  /// Keeps the end of a training for runs of more epochs.
  ///
  /// - Throws: an `OutputError` if it cannot be written.
  package func keepTraining(_ bytes: [UInt8], _ identity: String) throws {
    try trainings.store(bytes, identity)
  }

  /// The error for a checkpoint whose seal is whole but whose contents do not fit the trial.
  package func unusableCheckpoint(_ reason: any Error) -> any Error {
    OutputError.damaged(path: store.checkpointPath(for: key), reason: "\(reason)")
  }
}

/// How long earlier runs have worked for a trial.
final class EarlierWork: Sendable {
  private let sum = Mutex(0.0)

  /// The sum, in seconds.
  package var seconds: Double { sum.withLock { $0 } }

  package func add(_ seconds: Double) { sum.withLock { $0 += seconds } }
}

/// Thrown by a trial that stopped because it was asked to.
package struct RunInterrupted: Error {
  /// The trial stopped.
  package init() {}
}
