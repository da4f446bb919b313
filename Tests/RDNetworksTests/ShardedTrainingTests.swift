import RDCore
import RDNetworks
import Testing

@Suite("Training on shards and threads")
struct ShardedTrainingTests {
  private static let seed = SeedPath(root: 7)["repetition", 7]

  private static func images(count: Int = 41) -> ImageBlock {
    var stream = RandomStream(seed: SeedPath(root: 70)["images", count])
    let shape = ImageShape(height: 5, width: 4, channels: 3)
    return ImageBlock(
      count: count, shape: shape,
      samples: (0..<count * shape.elementCount).map { _ in UInt8(stream.next(below: 256)) })
  }

  private static func trainer(
    shards: Int = 4, jobs: Int = 1, limit: Double? = nil, batchSize: Int = 10,
    schedule: String = "warm-up:steps=3,step:every=2"
  ) throws -> Trainer {
    let architecture = try liveliestArchitecture(inputDimension: 60)
    let network = AutoencoderNetwork<Float>(
      architecture, batchCapacity: (batchSize + shards - 1) / shards, shardCount: shards, seed: seed
    )
    return try Trainer(
      network, architecture: architecture.summary,
      options: TrainingOptions(
        batchSize: batchSize, learningRate: 0.00713,
        schedule: LearningRateSchedule(parsing: schedule, epochs: 5), gradientLimit: limit),
      rows: ImageRows(
        [images()], augmentation: ImageAugmentation(shift: 1, isFlipped: true)),
      seed: seed, jobs: jobs)
  }

  @Test("any number of threads gives the same bits", arguments: [2, 3, 4, 9])
  func jobs(_ jobs: Int) throws {
    let alone = try Self.trainer()
    let together = try Self.trainer(jobs: jobs)
    for _ in 0..<4 {
      let sums = try alone.trainEpoch()
      #expect(try together.trainEpoch() == sums)
    }
    #expect(together.checkpoint() == alone.checkpoint())
    let rows = try ImageRows([Self.images(count: 13)])
    #expect(together.evaluate(rows) == alone.evaluate(rows))
  }

  @Test("an epoch cut short anywhere resumes bit for bit")
  func interruption() throws {
    let whole = try Self.trainer()
    let sums = try (0..<3).map { _ in try #require(try whole.trainEpoch()) }
    var trainer = try Self.trainer()
    var found: [TermSums] = []
    // Five steps an epoch, and a checkpoint into a new trainer after every second.
    while found.count < 3 {
      var steps = 0
      let sums = try trainer.trainEpoch {
        steps += 1
        return steps > 2
      }
      if let sums { found.append(sums) }
      let next = try Self.trainer(jobs: 2)
      try next.restore(trainer.checkpoint())
      #expect(next.epoch == trainer.epoch && next.batch == trainer.batch)
      #expect(next.checkpoint() == trainer.checkpoint())
      trainer = next
    }
    #expect(found == sums)
    #expect(trainer.checkpoint() == whole.checkpoint())
  }

  @Test("shards share a batch as one would, but for rounding")
  func shards() throws {
    // Without randomness in the network, and with a batch that no number of shards divides.
    func objectives(shards: Int) throws -> [Double] {
      let architecture = try AutoencoderArchitecture(inputDimension: 60, latentDimension: 5)
      let network = AutoencoderNetwork<Float>(
        architecture, batchCapacity: (11 + shards - 1) / shards, shardCount: shards, seed: Self.seed
      )
      let trainer = try Trainer(
        network, architecture: architecture.summary, options: TrainingOptions(batchSize: 11),
        rows: ImageRows([Self.images()]), seed: Self.seed)
      return try (0..<3).map { _ in try #require(try trainer.trainEpoch()).meanObjective }
    }
    let one = try objectives(shards: 1)
    for shards in [2, 3, 7, 11] {
      for (left, right) in zip(one, try objectives(shards: shards)) {
        // Twelve steps in single precision, whose sums are taken in another order.
        #expect(abs(left / right - 1) < 1e-4)
      }
    }
    #expect(one[2] < one[0])
  }

  @Test("a gradient limit holds steps back only where the gradient is longer")
  func clipping() throws {
    let free = try Self.trainer()
    let loose = try Self.trainer(limit: 1e6)
    let tight = try Self.trainer(limit: 1e-3)
    let sums = try free.trainEpoch()
    #expect(try loose.trainEpoch() == sums)
    #expect(try tight.trainEpoch() != sums)
  }

  @Test("the learning rate follows the schedule")
  func schedule() throws {
    let trainer = try Self.trainer()
    #expect(trainer.stepsPerEpoch == 5)
    var rates: [Double] = []
    for _ in 0..<5 {
      rates.append(trainer.learningRate)
      _ = try trainer.trainEpoch()
    }
    // The first step of the rise, then halves after two epochs each.
    let factors: [Double] = [1.0 / 3, 1, 0.5, 0.5, 0.25]
    let expected: [Double] = factors.map { 0.00713 * $0 }
    #expect(rates == expected)
    #expect(trainer.stepCount == 25)
  }

  @Test("a checkpoint of other shards, schedule, limit or augmentation is refused")
  func foreign() throws {
    let bytes = try Self.trainer().checkpoint()
    for other in [
      try Self.trainer(shards: 5), try Self.trainer(limit: 1),
      try Self.trainer(schedule: "constant"), try Self.trainer(batchSize: 9),
    ] {
      #expect(throws: CheckpointError.self) { try other.restore(bytes) }
    }
    // The number of epochs is no part of a schedule that does not depend on it.
    #expect(try !Self.trainer().identity.contains("epochs"))
  }

  @Test("options that cannot be trained with are refused")
  func refusals() throws {
    #expect(throws: TrainingError.badGradientLimit(0)) { try Self.trainer(limit: 0) }
  }
}
