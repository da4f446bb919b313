import AllocationCounter
import RDCore
import RDNetworks
import Synchronization
import Testing

@Suite("A team of threads")
struct WorkerTeamTests {
  @Test("does every part once, whatever its size", arguments: [1, 2, 3, 8])
  func everyPartOnce(size: Int) {
    let team = WorkerTeam(size: size)
    // Many short pieces of work, so that late threads meet the next one.
    let calls = Tally()
    let work: (Int) -> Void = { part in
      calls.numbers.wrappingAdd(1 << (8 * part), ordering: .relaxed)
    }
    for count in [0, 1, 2, 5, 7] {
      calls.numbers.store(0, ordering: .relaxed)
      for _ in 0..<200 { team.perform(count, work) }
      let expected = (0..<count).reduce(0) { $0 + 200 << (8 * $1) }
      let found = calls.numbers.load(ordering: .relaxed)
      #expect(found == expected)
    }
  }

  @Test("training gives the same bits on any number of threads", arguments: [nil, 1e-3])
  func sameBits(gradientLimit: Double?) throws {
    let checkpoints = try [1, 2, 3, 7].map { jobs in
      let trainer = try trainer(jobs: jobs, gradientLimit: gradientLimit)
      for _ in 0..<3 { _ = try trainer.trainEpoch() }
      return trainer.checkpoint()
    }
    #expect(checkpoints.allSatisfy { $0 == checkpoints[0] })
  }

  @Test("steps of a convolutional network on several threads allocate nothing")
  func allocations() throws {
    guard allocation_counting_works() else { return }
    let trainer = try trainer(jobs: 3, gradientLimit: nil)
    func allocationsOfEpoch() throws -> Int {
      let before = allocation_count()
      _ = try trainer.trainEpoch()
      return allocation_count() - before
    }
    _ = try allocationsOfEpoch()
    // An epoch hands back its sums; 20 steps hand back nothing.
    let count = try allocationsOfEpoch()
    #expect(count < 20)
  }

  /// A small network with all that a large one has, 20 steps an epoch.
  private func trainer(jobs: Int, gradientLimit: Double?) throws -> Trainer {
    let seed = SeedPath(root: 5)
    let network = ImageAutoencoderNetwork(
      try ImageAutoencoderArchitecture(
        image: ImageShape(height: 4, width: 8, channels: 3), widths: [5, 16], kernel: 3,
        bottleneck: .dense, latentDimension: 6, divergenceWeight: 0.3),
      batchCapacity: 2, shardCount: 4, seed: seed)
    return try Trainer(
      network, architecture: "small",
      options: TrainingOptions(batchSize: 7, learningRate: 1e-3, gradientLimit: gradientLimit),
      rows: VectorRows(sampleVectors(count: 138, dimension: 96)), seed: seed, jobs: jobs)
  }

  /// How often each part was done, eight bits for each, the last more.
  private final class Tally: Sendable {
    let numbers = Atomic(0)
  }
}
