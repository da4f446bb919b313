import RDExperiments

/// The context of one training among several of a trial: checkpoints are those of the training that they belong to.
package struct CodecStageContext: TrainingContext {
  /// That of the trial.
  package let trial: any TrainingContext

  /// The training, from 0.
  package let stage: Int

  /// The epochs of each training before it.
  let earlierEpochs: [Int]

  /// The epochs of each training.
  let allEpochs: [Int]

  /// The context of a training.
  package init(trial: any TrainingContext, stage: Int, earlierEpochs: [Int], allEpochs: [Int]) {
    self.trial = trial
    self.stage = stage
    self.earlierEpochs = earlierEpochs
    self.allEpochs = allEpochs
  }

  /// What stands before a checkpoint of the training: its place among those of the trial, least byte first.
  private var mark: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: stage >> (8 * $0)) } }

  package func report(completed: Int, of total: Int, note: String) {
    // A stage reports its steps; the trial's share of them is that of its epochs.
    let all = allEpochs.reduce(0, +)
    let done =
      Double(earlierEpochs.reduce(0, +))
      + Double(completed) / Double(max(1, total)) * Double(allEpochs[stage])
    trial.report(
      completed: Int(done / Double(max(1, all)) * 10_000), of: 10_000,
      note: "training \(stage + 1) of \(allEpochs.count), \(note)")
  }

  package var isInterrupted: Bool { trial.isInterrupted }

  package func isCheckpointDue(after epochs: Int) -> Bool { trial.isCheckpointDue(after: epochs) }

  package func goesOn(after seconds: Double) { trial.goesOn(after: seconds) }

  package func checkpoint() throws -> [UInt8]? {
    guard let bytes = try trial.checkpoint(), bytes.starts(with: mark) else { return nil }
    return Array(bytes.dropFirst(mark.count))
  }

  package func storeCheckpoint(_ bytes: [UInt8]) throws {
    try trial.storeCheckpoint(mark + bytes)
  }

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
