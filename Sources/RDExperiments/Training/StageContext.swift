/// The context of one of several trainings of a trial, with separate checkpoints.
package struct StageContext: TrainingContext {
  private let trial: any TrainingContext
  private let stage: Int
  private let epochs: [Int]

  /// The context of a training.
  ///
  /// - `stage`: the training, from 0.
  package init(_ trial: any TrainingContext, stage: Int, epochs: [Int]) {
    self.trial = trial
    self.stage = stage
    self.epochs = epochs
  }

  /// The prefix of the training's checkpoints: its index in the trial, little-endian.
  private var mark: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: stage >> (8 * $0)) } }

  /// A stage reports its steps, weighted by its fraction of all epochs.
  package func report(completed: Int, of total: Int, note: String) {
    let done =
      Double(epochs[..<stage].reduce(0, +))
      + Double(completed) / Double(max(1, total)) * Double(epochs[stage])
    trial.report(
      completed: Int(done / Double(max(1, epochs.reduce(0, +))) * 10_000), of: 10_000,
      note: "training \(stage + 1) of \(epochs.count), \(note)")
  }

  package var isInterrupted: Bool { trial.isInterrupted }

  package func isCheckpointDue(after epochs: Int) -> Bool { trial.isCheckpointDue(after: epochs) }

  package func resumes(after seconds: Double) { trial.resumes(after: seconds) }

  package func checkpoint() throws -> [UInt8]? {
    guard let bytes = try trial.checkpoint(), bytes.starts(with: mark) else { return nil }
    return Array(bytes.dropFirst(mark.count))
  }

  package func storeCheckpoint(_ bytes: [UInt8]) throws { try trial.storeCheckpoint(mark + bytes) }

  package func unusableCheckpoint(_ reason: any Error) -> any Error {
    trial.unusableCheckpoint(reason)
  }

  package func keptTraining(_ identity: String) throws -> [UInt8]? {
    try trial.keptTraining(identity)
  }

  package func keepTraining(_ bytes: [UInt8], _ identity: String) throws {
    try trial.keepTraining(bytes, identity)
  }
}
