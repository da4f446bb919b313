import RDCore

/// A recorded network with all its memory: parameters, their gradients and moments, and the numbers of one batch.
///
/// A replay allocates nothing. The rows of a batch may be split into shards, which share only the parameters and so may run
/// on several threads at once: their number is fixed with the graph, so no result depends on the number of threads. But for that a graph
/// belongs to one thread at a time; many graphs may run at once.
package final class Graph<Scalar: EngineScalar> {
  /// The maximum number of rows of a replay.
  package let batchCapacity: Int

  /// The maximum number of shards of a batch.
  package let shardCount: Int

  /// The trained matrices, in the order they were recorded.
  package let parameters: [Parameter]

  /// The summands of the objective, in the order they were recorded.
  package let lossTerms: [LossTerm]

  /// The number of random streams in each shard.
  package let streamCount: Int

  private let forwardKernels: [(Pass<Scalar>) -> Void]
  private let backwardKernels: [(Pass<Scalar>) -> Void]
  private let arena: Arena<Scalar>
  private let parameterExtent: Int
  private let valueExtent: Int
  private let workspaceExtent: Int
  private let shardExtent: Int
  private let batchProducts: [BatchProduct]

  /// The recorded network with initial parameters.
  ///
  /// - Parameters:
  ///   - builder: the recorded nodes; its batch capacity is that of one shard.
  ///   - shardCount: the number of shards of a batch, each with its own values, gradients and random streams.
  /// - Precondition: `shardCount` is positive.
  package init(_ builder: consuming GraphBuilder<Scalar>, shardCount: Int = 1) {
    precondition(shardCount > 0)
    self.shardCount = shardCount
    batchCapacity = builder.batchCapacity
    parameters = builder.parameters
    lossTerms = builder.lossTerms
    streamCount = builder.seeds.count
    forwardKernels = builder.forwardKernels
    backwardKernels = builder.backwardKernels
    parameterExtent = builder.parameterExtent
    valueExtent = builder.valueExtent
    shardExtent = 2 * builder.valueExtent + builder.workspaceExtent + builder.lossExtent
    workspaceExtent = builder.workspaceExtent
    batchProducts = builder.batchProducts

    // parameters, first moments, second moments, gradients of each shard | of each shard: values, gradients, workspaces,
    // loss terms | factors of the gradients that are products over all shards
    let seeds = builder.seeds
    arena = Arena(
      count: (3 + shardCount) * builder.parameterExtent + shardCount * shardExtent
        + shardCount * builder.batchCapacity * builder.factorExtent,
      streams: (0..<shardCount).flatMap { shard in
        seeds.map { RandomStream(seed: shard == 0 ? $0 : $0["shard", shard]) }
      })
    let pass = pass(rowCount: builder.batchCapacity, mode: .evaluation)
    for (parameter, initialiser) in builder.initialisers {
      initialiser.fill(pass.value(parameter))
    }
  }

  /// A replay of one shard of a batch.
  ///
  /// - Parameters:
  ///   - shard: which; shards may run on several threads at once.
  ///   - rowCount: rows of the shard, from 1 to the capacity.
  ///   - batchRowCount: rows of the batch, all shards together; by default there is this shard only.
  ///   - mode: training or evaluation.
  /// - Returns: the views of the shard's buffers.
  package func pass(
    shard: Int = 0, rowCount: Int, batchRowCount: Int? = nil, mode: PassMode
  ) -> Pass<Scalar> {
    precondition(rowCount > 0 && rowCount <= batchCapacity)
    precondition(shard >= 0 && shard < shardCount)
    let values = arena.start + (3 + shardCount) * parameterExtent + shard * shardExtent
    let workspaces = values + 2 * valueExtent
    return Pass(
      shard: shard, rowCount: rowCount, batchCapacity: batchCapacity, shardCount: shardCount,
      batchRowCount: batchRowCount ?? rowCount, mode: mode,
      arena: arena, parameters: arena.start,
      parameterGradients: arena.start + (3 + shard) * parameterExtent, values: values,
      valueGradients: values + valueExtent, workspaces: workspaces,
      lossTerms: workspaces + workspaceExtent, factors: factors, streamCount: streamCount)
  }

  /// The region of the factors of gradients that are products over all shards.
  private var factors: UnsafeMutablePointer<Scalar> {
    arena.start + (3 + shardCount) * parameterExtent + shardCount * shardExtent
  }

  /// Computes the gradients of the whole batch that ``trained`` shows: sums over the shards, in their order, or for large matrices products
  /// over the rows of all shards.
  ///
  /// - Parameters:
  ///   - shards: the number of shards of the batch.
  ///   - elements: a range of the flat gradients, of whole cache lines, and of whole rows of large matrices; by default all. Ranges may be
  ///     summed on several threads at once.
  package func sumGradients(ofShards shards: Int, elements: Range<Int>? = nil) {
    let elements = elements ?? 0..<parameterExtent
    precondition(elements.lowerBound >= 0 && elements.upperBound <= parameterExtent)
    var start = elements.lowerBound
    for product in batchProducts {
      let part = product.elements.clamped(to: elements)
      guard !part.isEmpty else { continue }
      addUp(start..<part.lowerBound, shards: shards)
      multiply(product, part, shards: shards)
      start = part.upperBound
    }
    addUp(start..<elements.upperBound, shards: shards)
  }

  /// Computes some rows of a gradient that is a product over the rows of all shards.
  private func multiply(_ product: BatchProduct, _ elements: Range<Int>, shards: Int) {
    let parameter = product.parameter
    let rows =
      (elements.lowerBound - parameter.offset)
      / parameter.stride..<(elements.upperBound - parameter.offset) / parameter.stride
    precondition(elements.count == rows.count * parameter.stride)
    let (left, right) = product.factors(in: factors, rows: shardCount * batchCapacity)
    let used = 0..<shards * batchCapacity
    Matrix(
      start: trained.gradients + elements.lowerBound, rows: rows.count, columns: parameter.columns,
      stride: parameter.stride
    ).setProduct(transposing: left.rows(used).columns(rows), right.rows(used))
  }

  /// Sums the gradients of the shards.
  private func addUp(_ elements: Range<Int>, shards: Int) {
    let sums = trained.gradients
    // All shards of a few cache lines before the next ones, so that each number is read once and each sum is written once.
    for first in stride(from: elements.lowerBound, to: elements.upperBound, by: Scalar.lanes) {
      let position = UnsafeMutableRawPointer(sums + first)
      var sum = position.load(as: Scalar.Wide.self)
      for shard in 1..<max(1, shards) {
        sum =
          sum
          + (position + shard * parameterExtent * MemoryLayout<Scalar>.stride)
          .load(as: Scalar.Wide.self)
      }
      position.storeBytes(of: sum, as: Scalar.Wide.self)
    }
  }

  /// The flat parameters cut into chunks whose learning rates have the same factor, in their order: as much as fits a cache, and whole rows
  /// of the matrices whose gradients are products over all shards.
  package var chunks: [(elements: Range<Int>, learningRateFactor: Double)] {
    var chunks: [(elements: Range<Int>, learningRateFactor: Double)] = []
    for parameter in parameters {
      var start = parameter.offset
      let end = start + parameter.rows * parameter.stride
      let isProduct = batchProducts.contains { $0.parameter.offset == parameter.offset }
      let longest = isProduct ? max(1, (1 << 17) / parameter.stride) * parameter.stride : 1 << 14
      if !isProduct, let last = chunks.last,
        last.learningRateFactor == parameter.learningRateFactor
      {
        let grown = min(end, last.elements.lowerBound + longest)
        chunks[chunks.count - 1].elements = last.elements.lowerBound..<max(start, grown)
        start = max(start, grown)
      }
      while start < end {
        let next = min(end, start + longest)
        chunks.append((start..<next, parameter.learningRateFactor))
        start = next
      }
    }
    return chunks
  }

  /// Copies the parameters of a graph of the same network, recorded for another batch or image size.
  ///
  /// - Precondition: both have the same parameters.
  package func copyParameters(from other: Graph) {
    precondition(
      parameters.elementsEqual(other.parameters) { $0.rows == $1.rows && $0.columns == $1.columns })
    arena.start.update(from: other.arena.start, count: parameterExtent)
  }

  /// Runs a range of nodes forwards.
  package func forward(_ nodes: Range<Int>, in pass: Pass<Scalar>) {
    for node in nodes { forwardKernels[node](pass) }
  }

  /// Runs all nodes forwards.
  package func forward(in pass: Pass<Scalar>) {
    forward(forwardKernels.indices, in: pass)
  }

  /// Runs all nodes backwards, after a forward run of the same pass.
  package func backward(in pass: Pass<Scalar>) {
    for node in backwardKernels.indices.reversed() { backwardKernels[node](pass) }
  }

  /// The sum of a loss term over the rows of a pass, in double precision.
  package func sum(of term: LossTerm, in pass: Pass<Scalar>) -> Double {
    let rows = pass.rows(of: term)
    var sum = 0.0
    for row in 0..<pass.rowCount { sum += Double(rows[row]) }
    return sum
  }

  /// The objective that a backward run differentiates: the mean over the rows of the batch of the weighted terms, as far as this shard
  /// adds to it.
  package func objective(in pass: Pass<Scalar>) -> Double {
    lossTerms.reduce(0) { $0 + $1.weight * sum(of: $1, in: pass) } / Double(pass.batchRowCount)
  }

  /// The flat arrays of an optimiser.
  package var trained: TrainedArrays<Scalar> {
    TrainedArrays(
      count: parameterExtent, parameters: arena.start,
      gradients: arena.start + 3 * parameterExtent,
      firstMoments: arena.start + parameterExtent,
      secondMoments: arena.start + 2 * parameterExtent)
  }

  /// The states of the random streams, those of the first shard first.
  package var streams: UnsafeMutableBufferPointer<RandomStream> {
    UnsafeMutableBufferPointer(start: arena.streams, count: shardCount * streamCount)
  }
}
