import RDCore

/// Trains a network on shuffled batches of rows.
///
/// The same network, options, rows and seed give the same bits on any number of threads. A trainer belongs
/// to one thread at a time; many may run at once. A training step allocates nothing.
package final class Trainer {
  /// The network.
  package let network: any TrainableNetwork

  /// The options.
  package let options: TrainingOptions

  /// Epochs trained, whole ones only.
  package internal(set) var epoch = 0

  /// Batches trained of the epoch that has begun.
  package internal(set) var batch = 0

  /// The number of threads, at least 1; no result depends on it.
  package var jobs: Int {
    get { team.size }
    set { if newValue != team.size { team = WorkerTeam(size: newValue) } }
  }

  let graph: Graph<Float>
  /// What is trained on what and how, in one line; the number of epochs is no part of it but where the schedule depends on it.
  package let identity: String
  /// The steps taken.
  package internal(set) var stepCount = 0
  /// The stream that the order of the epoch that has begun was drawn from, as it was before.
  var shuffling: RandomStream
  /// One stream for the random choices of rows in each shard.
  let rowStreams: UnsafeMutableBufferPointer<RandomStream>
  /// The sums of the epoch that has begun: those of the reported terms, then that of the objective.
  package var sums: [Double]

  package let rows: any TrainingRows
  private let input: Value
  private let terms: [LossTerm]
  private let chunks: [(elements: Range<Int>, learningRateFactor: Double)]
  private let shardSums: UnsafeMutableBufferPointer<Double>
  private let order: UnsafeMutableBufferPointer<Int32>
  private var shuffled: RandomStream
  private var team: WorkerTeam
  // What a step does on all threads; kept, so that no step allocates closures.
  private lazy var trainOnShard: (Int) -> Void = { [unowned self] in train(onShard: $0) }
  private lazy var sumChunk: (Int) -> Void = { [unowned self] in sum(chunk: $0) }
  private lazy var updateChunk: (Int) -> Void = { [unowned self] in update(chunk: $0) }
  private lazy var sumAndUpdateChunk: (Int) -> Void = { [unowned self] in
    sum(chunk: $0)
    update(chunk: $0)
  }
  private var present = ShardedBatch(rowCount: 1, mostShards: 1)
  private var stepLearningRate = 0.0
  private var gradientScale = 1.0

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - network: what is trained, its parameters as they are to begin.
  ///   - architecture: what the network is, in one line that tells any two apart, also by how they begin.
  ///   - options: how it is trained.
  ///   - rows: the training rows.
  ///   - seed: what the order of the rows and their random changes follow from.
  ///   - jobs: the number of threads.
  /// - Throws: `TrainingError` for rows or options that cannot be trained with.
  /// - Precondition: the shards of the network's graph hold a batch.
  package init(
    _ network: any TrainableNetwork, architecture: String,
    options: TrainingOptions = TrainingOptions(), rows: any TrainingRows, seed: SeedPath,
    jobs: Int = 1
  ) throws(TrainingError) {
    try options.validate()
    guard rows.dimension == network.input.columns else {
      throw .dimensionMismatch(expected: network.input.columns, found: rows.dimension)
    }
    guard rows.count > 0 else { throw .noVectors }
    let graph = network.graph
    precondition(rows.count <= Int(Int32.max))
    precondition(
      min(options.batchSize, rows.count) <= graph.batchCapacity * graph.shardCount,
      "the shards of the graph do not hold a batch")
    self.network = network
    self.graph = graph
    self.options = options
    self.rows = rows
    team = WorkerTeam(size: jobs)
    identity =
      "\(architecture);\(options.summary);shards=\(graph.shardCount);\(rows.identity);"
      + "seed=\(String(seed.value, radix: 16))"
    input = network.input
    terms = network.reportedTerms.map(\.term)
    chunks = graph.chunks
    shuffling = RandomStream(seed: seed["shuffle", "training"])
    shuffled = shuffling
    sums = Array(repeating: 0, count: terms.count + 1)
    shardSums = .allocate(capacity: graph.shardCount * (terms.count + 1))
    shardSums.initialize(repeating: 0)
    order = .allocate(capacity: rows.count)
    order.initialize(repeating: 0)
    rowStreams = .allocate(capacity: graph.shardCount)
    for shard in 0..<graph.shardCount {
      rowStreams.initializeElement(
        at: shard, to: RandomStream(seed: seed["augmentation", "training"]["shard", shard]))
    }
  }

  deinit {
    shardSums.deallocate()
    order.deallocate()
    rowStreams.deallocate()
  }

  /// The steps of an epoch.
  package var stepsPerEpoch: Int { (rows.count + options.batchSize - 1) / options.batchSize }

  /// The learning rate of the next step, before the factors of single parameters.
  package var learningRate: Double {
    options.learningRate
      * options.schedule.value(atStep: stepCount, stepsPerEpoch: stepsPerEpoch)
  }

  /// Trains on every row once, in a new random order, or resumes the epoch that has begun; the last batch may be smaller.
  ///
  /// - Parameter isInterrupted: polled before every batch; if `true`, the epoch stops and can be resumed.
  /// - Returns: the sums over the epoch of what each row lost in its batch, while the parameters changed from batch to batch and with
  ///   all randomness on; `nil` after an interruption.
  /// - Throws: `TrainingError/diverged(epoch:)` once the loss is not finite; the network is of no use then.
  package func trainEpoch(
    until isInterrupted: () -> Bool = { false }
  ) throws(TrainingError) -> TermSums? {
    if batch == 0 { beginEpoch() }
    while batch < stepsPerEpoch {
      if isInterrupted() { return nil }
      step()
      guard sums[terms.count].isFinite else { throw .diverged(epoch: epoch + 1) }
    }
    epoch += 1
    batch = 0
    shuffling = shuffled
    return TermSums(
      rowCount: rows.count, terms: Array(sums.dropLast()), objective: sums[terms.count])
  }

  /// Evaluates the losses on rows, without dropout and sampling; random augmentations are the same each time.
  ///
  /// - Parameter rows: rows of the network's dimension.
  /// - Returns: the sums over all rows.
  package func evaluate(_ rows: any TrainingRows) -> TermSums {
    precondition(rows.dimension == input.columns)
    var sums = Array(repeating: 0.0, count: terms.count + 1)
    let seed = SeedPath(root: 0)["augmentation", "evaluation"]
    var streams = (0..<graph.shardCount).map { RandomStream(seed: seed["shard", $0]) }
    let capacity = graph.batchCapacity * graph.shardCount
    streams.withUnsafeMutableBufferPointer { buffer in
      let streams = buffer
      for first in stride(from: 0, to: rows.count, by: capacity) {
        let batch = ShardedBatch(
          rowCount: min(capacity, rows.count - first), mostShards: graph.shardCount)
        team.perform(batch.shardCount) { [self] shard in
          let range = batch.rows(ofShard: shard)
          let pass = graph.pass(
            shard: shard, rowCount: range.count, batchRowCount: batch.rowCount, mode: .evaluation)
          let matrix = pass.value(input)
          for (row, index) in range.enumerated() {
            rows.fill(row, of: matrix, with: first + index, drawing: &streams[shard])
          }
          graph.forward(in: pass)
          sumTerms(of: pass)
        }
        addShardSums(batch.shardCount, to: &sums)
      }
    }
    return TermSums(
      rowCount: rows.count, terms: Array(sums.dropLast()), objective: sums[terms.count])
  }

  /// Draws the order of an epoch.
  func beginEpoch() {
    for index in order.indices { order[index] = Int32(index) }
    shuffled = shuffling
    shuffled.shuffle(order)
    for term in sums.indices { sums[term] = 0 }
  }

  /// Draws the order of an epoch that an earlier run began.
  func resumeEpoch(sums: [Double]) {
    beginEpoch()
    self.sums = sums
  }

  /// Trains on one batch.
  private func step() {
    let first = batch * options.batchSize
    present = ShardedBatch(
      rowCount: min(options.batchSize, rows.count - first), mostShards: graph.shardCount)
    team.perform(present.shardCount, trainOnShard)
    addShardSums(present.shardCount, to: &sums)

    stepLearningRate = learningRate
    gradientScale = 1
    stepCount += 1
    if let limit = options.gradientLimit {
      team.perform(chunks.count, sumChunk)
      let norm = graph.trained.gradientNorm
      if norm > limit { gradientScale = limit / norm }
      team.perform(chunks.count, updateChunk)
    } else {
      team.perform(chunks.count, sumAndUpdateChunk)
    }
    batch += 1
  }

  /// Runs one shard of the present batch forwards and backwards.
  private func train(onShard shard: Int) {
    let first = batch * options.batchSize
    let range = present.rows(ofShard: shard)
    let pass = graph.pass(
      shard: shard, rowCount: range.count, batchRowCount: present.rowCount, mode: .training)
    let matrix = pass.value(input)
    for (row, index) in range.enumerated() {
      rows.fill(row, of: matrix, with: Int(order[first + index]), drawing: &rowStreams[shard])
    }
    graph.forward(in: pass)
    graph.backward(in: pass)
    sumTerms(of: pass)
  }

  /// Adds the gradients of the shards up in a chunk.
  private func sum(chunk: Int) {
    graph.sumGradients(ofShards: present.shardCount, elements: chunks[chunk].elements)
  }

  /// Takes the optimiser's step in a chunk.
  private func update(chunk: Int) {
    let chunk = chunks[chunk]
    options.optimiser.update(
      graph.trained, elements: chunk.elements, step: stepCount,
      learningRate: stepLearningRate * chunk.learningRateFactor, gradientScale: gradientScale)
  }

  /// Puts the sums of a shard where `addShardSums(_:to:)` finds them.
  private func sumTerms(of pass: Pass<Float>) {
    let start = pass.shard * (terms.count + 1)
    for (index, term) in terms.enumerated() {
      shardSums[start + index] = graph.sum(of: term, in: pass)
    }
    var objective = 0.0
    for term in graph.lossTerms { objective += term.weight * graph.sum(of: term, in: pass) }
    shardSums[start + terms.count] = objective
  }

  /// Adds the sums of the shards up in their order.
  private func addShardSums(_ shardCount: Int, to sums: inout [Double]) {
    for shard in 0..<shardCount {
      for term in sums.indices { sums[term] += shardSums[shard * sums.count + term] }
    }
  }
}
