import RDCore
import RDNetworks
import Testing

@Suite("Gradients of large matrices")
struct BatchProductTests {
  private let seed = SeedPath(root: 78)

  /// A layer whose matrix is large, on irregular rows.
  private func layer(capacity: Int, shards: Int) -> (graph: Graph<Double>, input: Value) {
    var builder = GraphBuilder<Double>(batchCapacity: capacity)
    let input = builder.data(columns: 19)
    let hidden = builder.dense(input, width: 7, activation: .tanh, seed: seed["layer", 1])
    let large = builder.dense(hidden, width: 19001, activation: .tanh, seed: seed["layer", 2])
    let output = builder.dense(large, width: 19, activation: .linear, seed: seed["layer", 3])
    _ = builder.squaredError(output, target: input, weight: 0.71)
    return (Graph(builder, shardCount: shards), input)
  }

  /// The gradient of a batch on shards of at most `n` rows.
  private func gradients(
    _ graph: Graph<Double>, _ input: Value, rows: Int, perShard: Int, inChunks: Bool
  ) -> [Double] {
    var stream = RandomStream(seed: seed["data", rows])
    var shards = 0
    for first in stride(from: 0, to: rows, by: perShard) {
      let pass = graph.pass(
        shard: shards, rowCount: min(perShard, rows - first), batchRowCount: rows, mode: .training)
      let x = pass.value(input)
      for row in 0..<x.rows {
        for column in 0..<x.columns { x[row, column] = 2.385 * stream.nextUniform() - 0.71 }
      }
      graph.forward(in: pass)
      graph.backward(in: pass)
      shards += 1
    }
    if inChunks {
      for chunk in graph.chunks.reversed() {
        graph.sumGradients(ofShards: shards, elements: chunk.elements)
      }
    } else {
      graph.sumGradients(ofShards: shards)
    }
    return (0..<graph.trained.count).map { graph.trained.gradients[$0] }
  }

  @Test("any cut into shards and chunks gives the same gradient, but for rounding")
  func shards() {
    let (whole, wholeInput) = layer(capacity: 7, shards: 1)
    let (cut, cutInput) = layer(capacity: 3, shards: 3)
    // The second batch leaves rows of its shards, and the third a shard, as the batches before them filled them.
    for (rows, perShard) in [(7, 3), (5, 2), (4, 3)] {
      let expected = gradients(whole, wholeInput, rows: rows, perShard: 7, inChunks: false)
      let found = gradients(cut, cutInput, rows: rows, perShard: perShard, inChunks: true)
      let largest = expected.reduce(0) { max($0, abs($1)) }
      // Sums of up to 19,001 products in another order.
      #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-12 * largest })
      #expect(largest > 1e-3)
    }
  }

  @Test("the gradient is the derivative of the objective")
  func derivative() {
    let (graph, input) = layer(capacity: 3, shards: 1)
    let found = gradients(graph, input, rows: 3, perShard: 3, inChunks: true)
    let pass = graph.pass(rowCount: 3, mode: .training)
    for parameter in [2, 4].map({ graph.parameters[$0] }) {
      let values = pass.value(parameter)
      let offset = values.start - graph.trained.parameters
      for position in [0, 1, 17, 300].map({ $0 * 433 % (parameter.rows * parameter.columns) }) {
        let (row, column) = position.quotientAndRemainder(dividingBy: parameter.columns)
        let value = values[row, column]
        values[row, column] = value + GradientCheck.step
        graph.forward(in: pass)
        let above = graph.objective(in: pass)
        values[row, column] = value - GradientCheck.step
        graph.forward(in: pass)
        let below = graph.objective(in: pass)
        values[row, column] = value
        let quotient = (above - below) / (2 * GradientCheck.step)
        // Rounding of the objective, of the order of ten, over the step.
        #expect(
          abs(found[offset + row * values.stride + column] - quotient)
            < 1e-7 + GradientCheck.relative * abs(quotient))
      }
    }
  }
}
