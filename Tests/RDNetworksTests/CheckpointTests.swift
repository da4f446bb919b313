import RDCore
import RDNetworks
import Testing

@Suite("Checkpoints of a training")
struct CheckpointTests {
  private let seed = SeedPath(root: 12)

  private func training(
    _ architecture: AutoencoderArchitecture? = nil, batchSize: Int = 16, vectors: Int = 100,
    seed: SeedPath? = nil
  ) throws -> (model: Autoencoder, trainer: Trainer) {
    try Autoencoder.training(
      try architecture ?? liveliestArchitecture(),
      on: sampleVectors(count: vectors, dimension: 10),
      options: TrainingOptions(batchSize: batchSize), seed: seed ?? self.seed)
  }

  private func trainer() throws -> Trainer { try training().trainer }

  @Test("three epochs, a checkpoint and three more are six epochs, bit for bit")
  func resuming() throws {
    let (unbrokenModel, unbroken) = try training()
    var losses = try (0..<6).map { _ in try unbroken.trainEpoch() }
    let broken = try trainer()
    for _ in 0..<3 { _ = try broken.trainEpoch() }
    let (resumedModel, resumed) = try training()
    try resumed.restore(broken.checkpoint())
    #expect(resumed.epoch == 3)
    #expect(resumed.checkpoint() == broken.checkpoint())
    losses.removeFirst(3)
    #expect(try (0..<3).map { _ in try resumed.trainEpoch() } == losses)
    #expect(resumed.checkpoint() == unbroken.checkpoint())
    let vectors = sampleVectors(count: 50, dimension: 10, seed: 2)
    #expect(resumedModel.encode(vectors) == unbrokenModel.encode(vectors))
  }

  @Test("has a fixed form")
  func form() throws {
    let bytes = try trainer().checkpoint()
    #expect(bytes.prefix(12) == [0x52, 0x44, 0x54, 0x52, 0x41, 0x49, 0x4e, 0x0a, 2, 0, 0, 0])
    let parameterCount = try liveliestArchitecture().parameterCount
    // Frame, identity, sums of two terms and the objective, streams of shuffling, rows, sampling and two dropouts,
    // parameters and two moments.
    let identityLength = Int(bytes[20]) + 256 * Int(bytes[21])
    #expect(bytes.count == 72 + identityLength + 3 * 8 + 5 * 32 + 12 * parameterCount)
    #expect(
      String(decoding: bytes[24..<24 + identityLength], as: UTF8.self).hasPrefix("autoencoder:"))
  }

  @Test("a checkpoint cut anywhere is refused")
  func truncation() throws {
    let trainer = try trainer()
    _ = try trainer.trainEpoch()
    let bytes = trainer.checkpoint()
    #expect(throws: CheckpointError.notACheckpoint) { try trainer.restore([]) }
    for length in [1, 7, 8, 11, 12, 19, 20, 71, 72, 300, bytes.count / 2, bytes.count - 1] {
      #expect(throws: CheckpointError.truncated(expected: bytes.count, found: length)) {
        try trainer.restore(Array(bytes.prefix(length)))
      }
    }
    #expect(throws: CheckpointError.oversize(expected: bytes.count, found: bytes.count + 3)) {
      try trainer.restore(bytes + [1, 2, 3])
    }
    #expect(trainer.checkpoint() == bytes)
  }

  @Test("a change of any byte is noticed")
  func alteration() throws {
    let trainer = try trainer()
    let bytes = trainer.checkpoint()
    let head = Array(0..<400)
    let positions = head + Array(stride(from: 400, to: bytes.count - 8, by: 97))
    for position in positions + (1...8).map({ bytes.count - $0 }) {
      var changed = bytes
      changed[position] ^= 0x41
      #expect(throws: CheckpointError.self, "byte \(position)") { try trainer.restore(changed) }
    }
    #expect(trainer.checkpoint() == bytes)
  }

  @Test("each kind of damage has its own error")
  func kinds() throws {
    let trainer = try trainer()
    let bytes = trainer.checkpoint()
    #expect(throws: CheckpointError.notACheckpoint) {
      try trainer.restore(Array("PNG, or something else that is long enough to be one".utf8))
    }
    var versioned = bytes
    versioned[8] = 9
    #expect(throws: CheckpointError.unsupportedVersion(found: 9, supported: 2)) {
      try trainer.restore(versioned)
    }
    // A length that no machine has must not be believed.
    var boundless = bytes
    boundless.replaceSubrange(12..<20, with: Array(repeating: 0xff, count: 8))
    #expect(throws: CheckpointError.altered) { try trainer.restore(boundless) }
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    #expect(throws: CheckpointError.altered) { try trainer.restore(changed) }
  }

  @Test("a checkpoint of another training is refused")
  func foreign() throws {
    let bytes = try trainer().checkpoint()
    let others = [
      (
        try training(try AutoencoderArchitecture(inputDimension: 10, latentDimension: 4)), "hidden="
      ),
      (try training(batchSize: 17), "batch=17"), (try training(vectors: 99), "vectors=99x10"),
      (try training(seed: SeedPath(root: 13)), "seed="),
    ]
    for ((_, other), difference) in others {
      do throws(CheckpointError) {
        try other.restore(bytes)
        Issue.record("restored a checkpoint of another training")
      } catch {
        guard case .foreign(let expected, let found) = error else {
          Issue.record("refused for another reason: \(error)")
          continue
        }
        #expect(expected != found)
        #expect(error.description.contains("this one has \(difference)"))
      }
    }
  }
}
