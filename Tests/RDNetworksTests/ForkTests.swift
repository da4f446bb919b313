import RDCore
import RDNetworks
import Testing

@Suite("A value that feeds several nodes")
struct ForkTests {
  private let seed = SeedPath(root: 59)

  @Test("its gradient is the sum of theirs")
  func gradients() {
    var builder = GraphBuilder<Double>(batchCapacity: 4)
    let input = builder.data(columns: 5)
    let hidden = builder.dense(input, width: 11, activation: .tanh, seed: seed["layer", 1])
    for (index, copy) in builder.fork(hidden, count: 3).enumerated() {
      let output = builder.dense(
        copy, width: 5, activation: .sigmoid, seed: seed["layer", index + 2])
      _ = builder.squaredError(output, target: input, weight: 0.3 + Double(index))
    }
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    expectGradients(graph, inputs: [input], rowCount: 3, seed: seed)
  }

  @Test("data feeds as many as one likes")
  func data() {
    var builder = GraphBuilder<Double>(batchCapacity: 4)
    let input = builder.data(columns: 5)
    #expect(builder.fork(input, count: 3).allSatisfy { $0.isData })
    #expect(builder.nodeCount == 0)
  }
}
