import RDCore
import RDFiles
import RDResults
import Synchronization

/// The runner's services for a running trial.
package struct TrialContext: TrainingContext, Sendable {
  package let trial: String
  package let key: TrialKey
  package let store: TrialStore
  let observer: (any ProgressObserver)?
  let interruption: Interruption
  let checkpointInterval: Int
  package let trainings: TrainingStore
  let earlier: EarlierWork

  package func report(completed: Int, of total: Int, note: String) {
    observer?.report(
      ProgressReport(
        part: trial, completed: completed, total: total, note: note, hasEnded: false))
  }

  /// Whether the user requested a stop; the trial should then store a checkpoint and throw ``RunInterrupted``.
  package var isInterrupted: Bool { interruption.isRequested }

  /// Stops on request, in a trial without checkpoints.
  ///
  /// - Throws: ``RunInterrupted``.
  package func checkInterruption() throws(RunInterrupted) {
    if isInterrupted { throw RunInterrupted() }
  }

  package func isCheckpointDue(after completed: Int) -> Bool {
    completed % checkpointInterval == 0
  }

  /// The last checkpoint of an interrupted earlier run, or `nil`.
  ///
  /// - Throws: an `OutputError` if it is damaged or cannot be read.
  package func checkpoint() throws -> [UInt8]? {
    try store.checkpoint(for: key)
  }

  package func resumes(after seconds: Double) { earlier.add(seconds) }

  package func storeCheckpoint(_ bytes: [UInt8]) throws {
    try store.storeCheckpoint(bytes, for: key)
  }

  package func keptTraining(_ identity: String) throws -> [UInt8]? {
    try trainings.training(identity)
  }

  package func keepTraining(_ bytes: [UInt8], _ identity: String) throws {
    try trainings.store(bytes, identity)
  }

  package func unusableCheckpoint(_ reason: any Error) -> any Error {
    OutputError.damaged(path: store.checkpointPath(for: key), reason: "\(reason)")
  }
}

final class EarlierWork: Sendable {
  private let sum = Mutex(0.0)

  package var seconds: Double { sum.withLock { $0 } }

  package func add(_ seconds: Double) { sum.withLock { $0 += seconds } }
}

/// Thrown by a trial that stopped on request.
package struct RunInterrupted: Error {
  package init() {}
}
