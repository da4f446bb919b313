import RDCore
import RDExperiments
import RDNetworks
import Testing

@Suite("The loop of all trainings")
struct TrainingLoopTests {
  /// A runner that stops the training after some of its questions, and keeps everything in memory.
  private final class Context: TrainingContext {
    func resumes(after seconds: Double) {}

    var stored: [UInt8]?
    var kept: [String: [UInt8]] = [:]
    var questionsLeft = Int.max
    var reports = 0
    var checkpoints = 0

    func report(completed: Int, of total: Int, note: String) {
      #expect(completed >= 0 && completed <= total && note.hasPrefix("epoch"))
      reports += 1
    }

    var isInterrupted: Bool {
      questionsLeft -= 1
      return questionsLeft < 0
    }

    func isCheckpointDue(after epochs: Int) -> Bool { epochs % 2 == 0 }

    func checkpoint() throws -> [UInt8]? { stored }

    func storeCheckpoint(_ bytes: [UInt8]) throws {
      stored = bytes
      checkpoints += 1
    }

    func unusableCheckpoint(_ reason: any Error) -> any Error { Unusable(reason: "\(reason)") }

    func keptTraining(_ identity: String) throws -> [UInt8]? { kept[identity] }

    func keepTraining(_ bytes: [UInt8], _ identity: String) throws { kept[identity] = bytes }
  }

  private struct Unusable: Error {
    let reason: String
  }

  private static func rows(_ count: Int, _ seed: Int) throws -> VectorRows {
    var stream = RandomStream(seed: SeedPath(root: 3)["rows", seed])
    return try VectorRows(
      VectorBlock(
        count: count, dimension: 7,
        elements: (0..<count * 7).map { _ in Float(2.385 * stream.nextUniform() - 0.71) }))
  }

  private static func trainer(
    schedule: LearningRateSchedule = .constant, root: UInt64 = 5
  ) throws -> Trainer {
    let seed = SeedPath(root: root)
    let architecture = try AutoencoderArchitecture(
      inputDimension: 7, latentDimension: 3, hiddenWidths: [9], dropoutRate: 0.1,
      divergenceWeight: 0.3)
    return try Trainer(
      AutoencoderNetwork<Float>(architecture, batchCapacity: 8, seed: seed),
      architecture: architecture.summary,
      options: TrainingOptions(batchSize: 8, schedule: schedule), rows: rows(30, 1), seed: seed)
  }

  private static func run(
    _ trainer: Trainer, epochs: Int, isKept: Bool = false, in context: Context
  ) throws -> [TrainingEpoch] {
    try TrainingLoop(trainer, epochs: epochs, validation: rows(11, 2), isKept: isKept)
      .run(in: context)
  }

  @Test(
    "interrupted after any number of steps, it ends with the same bits", arguments: [1, 3, 4, 7])
  func interruptions(steps: Int) throws {
    let whole = try Self.trainer()
    let history = try Self.run(whole, epochs: 5, in: Context())
    #expect(history.map(\.epoch) == [1, 2, 3, 4, 5])
    #expect(history.allSatisfy { $0.validationTerms.count == 2 && $0.terms.count == 2 })
    let context = Context()
    var runs = 0
    while true {
      let trainer = try Self.trainer()
      // The loop asks twice when it stops.
      context.questionsLeft = steps
      runs += 1
      do {
        let found = try Self.run(trainer, epochs: 5, in: context)
        #expect(found == history)
        #expect(trainer.checkpoint() == whole.checkpoint())
        break
      } catch is RunInterrupted {
        try #require(runs < 100)
      }
    }
    #expect(runs > 20 / (steps + 1))
  }

  @Test("a longer training resumes from the end of a kept one, bit for bit")
  func kept() throws {
    let context = Context()
    _ = try Self.run(try Self.trainer(), epochs: 2, isKept: true, in: context)
    #expect(context.kept.count == 1)
    context.stored = nil
    let longer = try Self.trainer()
    context.checkpoints = 0
    let history = try Self.run(longer, epochs: 3, isKept: true, in: context)
    #expect(context.checkpoints == 0)
    let whole = try Self.trainer()
    #expect(try Self.run(whole, epochs: 3, in: Context()) == history)
    #expect(longer.checkpoint() == whole.checkpoint())
    // A shorter one takes nothing from it, and leaves it as it is.
    let before = context.kept
    let shorter = try Self.trainer()
    #expect(try Self.run(shorter, epochs: 1, in: context) == [history[0]])
    #expect(shorter.epoch == 1 && context.kept == before)
  }

  @Test("what was kept of another training, or is damaged, is not used")
  func notKept() throws {
    let context = Context()
    _ = try Self.run(try Self.trainer(root: 6), epochs: 2, isKept: true, in: context)
    let other = try Self.trainer()
    let loop = try TrainingLoop(other, epochs: 3, validation: Self.rows(11, 2), isKept: true)
    let foreign = context.kept.values.first
    context.kept[loop.identity] = foreign
    let history = try loop.run(in: context)
    #expect(context.kept[loop.identity] != foreign)
    #expect(try Self.run(try Self.trainer(), epochs: 3, in: Context()) == history)
  }

  @Test("a history measured on other rows is not resumed")
  func otherValidation() throws {
    let context = Context()
    _ = try Self.run(try Self.trainer(), epochs: 2, isKept: true, in: context)
    let validation = try Self.rows(13, 4)
    func loop(_ trainer: Trainer) -> TrainingLoop {
      TrainingLoop(trainer, epochs: 3, validation: validation, isKept: true)
    }
    context.stored = nil
    let history = try loop(try Self.trainer()).run(in: context)
    #expect(try loop(try Self.trainer()).run(in: Context()) == history)
    context.stored =
      context.kept[
        try TrainingLoop(Self.trainer(), epochs: 2, validation: Self.rows(11, 2)).identity]
    #expect(throws: Unusable.self) { try loop(try Self.trainer()).run(in: context) }
  }

  @Test("a checkpoint that does not fit is an error, not a new start")
  func unusable() throws {
    let context = Context()
    context.stored = [1, 2, 3]
    #expect(throws: Unusable.self) { try Self.run(try Self.trainer(), epochs: 2, in: context) }
    context.stored = nil
    _ = try Self.run(try Self.trainer(root: 6), epochs: 3, in: context)
    #expect(throws: Unusable.self) { try Self.run(try Self.trainer(), epochs: 3, in: context) }
  }

  @Test("checkpoints of two trainings of one trial are never taken for one another")
  func stages() throws {
    let trial = Context()
    let epochs = Array(repeating: 1, count: 70_000)
    func context(_ stage: Int) -> StageContext {
      StageContext(trial, stage: stage, epochs: epochs)
    }
    for (stage, other) in [(1, 257), (256, 0), (65_537, 1)] {
      try context(stage).storeCheckpoint([1, 2, 3])
      let own = try context(stage).checkpoint()
      let foreign = try context(other).checkpoint()
      #expect(own == [1, 2, 3])
      #expect(foreign == nil)
    }
  }
}
