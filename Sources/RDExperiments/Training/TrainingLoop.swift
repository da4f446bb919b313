import Foundation
import RDNetworks

/// The training loop: epochs, validation after each, and checkpoints.
///
/// An interrupted or killed training resumes from its last checkpoint, also in the middle of an epoch, and ends with the
/// same bits as an uninterrupted one.
package struct TrainingLoop {
  private let trainer: Trainer
  private let epochs: Int

  /// Validation rows, if any.
  private let validation: (any TrainingRows)?

  private let measure: (Trainer, any TrainingRows) -> TermSums

  /// Whether the final state is stored, so that a run of more epochs, such as that of the full profile, continues from there.
  private let isKept: Bool

  /// Seconds between two checkpoints; no result depends on it.
  private let checkpointSeconds: Double

  /// The identity of the validation rows, computed once: a digest takes as long as reading the data.
  private let validationIdentity: String?

  /// A training of some epochs.
  ///
  /// - Precondition: the trainer has not begun, `epochs >= 0`.
  package init(
    _ trainer: Trainer, epochs: Int, validation: (any TrainingRows)? = nil, isKept: Bool = false,
    checkpointSeconds: Double = 60,
    measure: @escaping (Trainer, any TrainingRows) -> TermSums = { $0.evaluate($1) }
  ) {
    precondition(trainer.stepCount == 0 && epochs >= 0)
    self.trainer = trainer
    self.epochs = epochs
    self.validation = validation
    self.measure = measure
    self.isKept = isKept
    self.checkpointSeconds = checkpointSeconds
    validationIdentity = validation?.identity
  }

  /// Trains to the end, resuming an earlier run.
  ///
  /// - Throws: ``RunInterrupted`` once the user asked to stop, with a checkpoint stored; ``TrainingError`` for a training that diverged;
  ///   what the context throws.
  package func run(in context: any TrainingContext) throws -> [TrainingEpoch] {
    let earlier = try resume(in: context)
    var history = earlier?.history ?? []
    let resumedEpochs = history.count
    let clock = ContinuousClock()
    let start = clock.now
    var seconds: Double {
      (earlier?.seconds ?? 0) + start.duration(to: clock.now) / .seconds(1)
    }
    if let earlier { context.resumes(after: earlier.seconds) }
    var lastCheckpoint = clock.now
    var lastReport = clock.now
    let steps = trainer.stepsPerEpoch
    var learningRate = earlier?.learningRate ?? trainer.learningRate
    while trainer.epoch < epochs {
      if trainer.batch == 0 { learningRate = trainer.learningRate }
      let sums = try trainer.trainEpoch {
        let now = clock.now
        if lastReport.duration(to: now) > .milliseconds(200) {
          lastReport = now
          context.report(
            completed: trainer.epoch * steps + trainer.batch, of: epochs * steps,
            note: note(history))
        }
        return context.isInterrupted
          || lastCheckpoint.duration(to: now) > .seconds(checkpointSeconds)
      }
      try trainer.rows.check()
      guard let sums else {
        try context.storeCheckpoint(state(history, learningRate, seconds))
        if context.isInterrupted { throw RunInterrupted() }
        lastCheckpoint = clock.now
        continue
      }
      history.append(try epoch(sums, learningRate))
      context.report(
        completed: trainer.epoch * steps, of: epochs * steps, note: note(history))
      if context.isCheckpointDue(after: trainer.epoch), trainer.epoch < epochs {
        try context.storeCheckpoint(state(history, learningRate, seconds))
        lastCheckpoint = clock.now
      }
    }
    if isKept, history.count > resumedEpochs {
      try context.keepTraining(state(history, learningRate, seconds), identity)
    }
    return history
  }

  /// What identifies the training and its history: what is trained, and what it is measured on.
  package var identity: String {
    trainer.identity + (validationIdentity.map { ";validation=\($0)" } ?? "")
  }

  private func epoch(_ sums: TermSums, _ learningRate: Double) throws -> TrainingEpoch {
    let validated = validation.map { measure(trainer, $0) }
    try validation?.check()
    // The training loss precedes each step, so divergence in the last step of an epoch is detected only here.
    guard validated?.objective.isFinite ?? true else {
      throw TrainingError.diverged(epoch: trainer.epoch)
    }
    return TrainingEpoch(
      epoch: trainer.epoch, learningRate: learningRate, training: sums, validation: validated)
  }

  private func note(_ history: [TrainingEpoch]) -> String {
    guard let last = history.last else { return "epoch 1" }
    let objective = last.validationObjective ?? last.objective
    return "epoch \(trainer.epoch), objective \(String(format: "%.5g", objective))"
  }

  /// Restores the trainer from an earlier run.
  ///
  /// - Returns: the restored state, or `nil`.
  private func resume(in context: any TrainingContext) throws -> State? {
    if let bytes = try context.checkpoint() {
      do {
        let state = try PropertyListDecoder().decode(State.self, from: Data(bytes))
        if state.history.count <= epochs { return try restore(state) }
      } catch {
        throw context.unusableCheckpoint(error)
      }
    }
    // A stored final state is optional: if it does not match, training starts afresh.
    if isKept, let bytes = try context.keptTraining(identity),
      let state = try? PropertyListDecoder().decode(State.self, from: Data(bytes)),
      state.history.count <= epochs, let restored = try? restore(state)
    {
      return restored
    }
    return nil
  }

  private func restore(_ state: State) throws -> State {
    guard state.validation == validationIdentity else {
      throw CheckpointError.foreign(
        expected: "validation=\(validationIdentity ?? "none")",
        found: "validation=\(state.validation ?? "none")")
    }
    try trainer.restore([UInt8](state.trainer))
    return state
  }

  private func state(
    _ history: [TrainingEpoch], _ learningRate: Double, _ seconds: Double
  ) throws -> [UInt8] {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let state = State(
      trainer: Data(trainer.checkpoint()), history: history,
      validation: validationIdentity, learningRate: learningRate, seconds: seconds)
    return [UInt8](try encoder.encode(state))
  }

  /// An interrupted training: the trainer's state, and the epochs so far.
  private struct State: Codable {
    let trainer: Data
    let history: [TrainingEpoch]
    /// The identity of the validation rows; `nil` without any.
    let validation: String?
    /// The learning rate at the start of the current epoch.
    let learningRate: Double
    /// The elapsed time of the training.
    let seconds: Double
  }
}
