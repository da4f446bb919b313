import AllocationCounter
import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Losses of samples and latents")
struct LossTests {
  private let seed = SeedPath(root: 71)

  /// A network with a hidden layer, and a last one of 11 outputs, whose rows end within a vector.
  private func expectGradients(
    inputs: (inout GraphBuilder<Double>) -> [Value] = { _ in [] }, activation: Activation = .linear,
    rowCount: Int = 4, _ record: (inout GraphBuilder<Double>, Value, [Value]) -> Void
  ) {
    var builder = GraphBuilder<Double>(batchCapacity: 5)
    let input = builder.data(columns: 6)
    let targets = inputs(&builder)
    let hidden = builder.dense(input, width: 4, activation: .tanh, seed: seed["layer", 1])
    let output = builder.dense(hidden, width: 11, activation: activation, seed: seed["layer", 2])
    record(&builder, output, targets)
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    RDNetworksTests.expectGradients(
      graph, inputs: [input] + targets, rowCount: rowCount, seed: seed)
  }

  @Test("binary cross-entropy has the gradient of central differences")
  func crossEntropyGradient() {
    // The targets are irregular and partly outside 0 to 1: the formula does not mind.
    expectGradients(inputs: { [$0.data(columns: 11)] }) { builder, output, targets in
      _ = builder.binaryCrossEntropy(ofLogits: output, target: targets[0], weight: 0.37)
    }
  }

  @Test("absolute errors and sums have the gradients of central differences")
  func absoluteGradient() {
    expectGradients(inputs: { [$0.data(columns: 11)] }) { builder, output, targets in
      _ = builder.absoluteError(output, target: targets[0], weight: 0.37)
    }
    expectGradients { builder, output, _ in _ = builder.absoluteSum(output, weight: 0.61) }
  }

  @Test("sparsity has the gradient of central differences", arguments: [1, 4])
  func sparsityGradient(rowCount: Int) {
    expectGradients(activation: .sigmoid, rowCount: rowCount) { builder, output, _ in
      _ = builder.sparsity(output, target: 0.07, weight: 0.23)
    }
  }

  @Test("binary cross-entropy is right for every logit, also where a sigmoid is 0 or 1")
  func crossEntropyValues() {
    let logits: [Float] = [-200, -88, -17.3, -2.385, -1e-3, 0, 0.71, 3.9, 16.9, 40, 300]
    for target: Float in [0, 0.29, 1] {
      var builder = GraphBuilder<Float>(batchCapacity: 1)
      let position = builder.value(columns: logits.count)
      let t = builder.data(columns: logits.count)
      let (term, probabilities) = builder.binaryCrossEntropy(
        ofLogits: position, target: t, weight: 1)
      let graph = Graph(builder)
      let pass = graph.pass(rowCount: 1, mode: .training)
      for column in logits.indices {
        pass.value(position)[0, column] = logits[column]
        pass.value(t)[0, column] = target
      }
      graph.forward(in: pass)
      graph.backward(in: pass)
      var sum = 0.0
      for (column, logit) in logits.enumerated() {
        let z = Double(logit)
        let entropy = max(z, 0) - z * Double(target) + Double.log(onePlus: Double.exp(-abs(z)))
        sum += entropy
        let p = 1 / (1 + Double.exp(-z))
        // Single precision: 2e-7 of the exponential and a few roundings.
        #expect(abs(Double(pass.value(probabilities)[0, column]) - p) <= 4e-7 * p + 1e-37)
        #expect(
          abs(Double(pass.gradient(position)[0, column]) - (p - Double(target))) <= 4e-7)
      }
      // Eleven terms, the largest of 300.
      #expect(abs(Double(pass.rows(of: term)[0]) / sum - 1) < 1e-6)
    }
  }

  @Test("sparsity is the divergence of coins, the same for all rows, and finite for dead units")
  func sparsityValues() {
    let activities: [[Float]] = [[0.3, 0, 1, 0.02], [0.1, 0, 1, 0.08], [0.5, 0, 1, 0.05]]
    let target = 0.05
    var builder = GraphBuilder<Float>(batchCapacity: 3)
    let value = builder.value(columns: 4)
    let term = builder.sparsity(value, target: target, weight: 2)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 3, mode: .training)
    for row in 0..<3 {
      for column in 0..<4 { pass.value(value)[row, column] = activities[row][column] }
    }
    graph.forward(in: pass)
    graph.backward(in: pass)
    var sum = 0.0
    for mean in [0.3, 1e-6, 1 - 1e-6, 0.05] {
      sum +=
        target * Double.log(target / mean)
        + (1 - target) * Double.log((1 - target) / (1 - mean))
    }
    for row in 0..<3 {
      // 1 - 1e-6 is rounded to a number 1e-6 * 3 % away, whose logarithm of 14 counts 0.95.
      #expect(abs(Double(pass.rows(of: term)[row]) - sum) < 0.05)
      // Two thirds of 0.95 / 0.7 - 0.05 / 0.3: single precision.
      #expect(abs(pass.gradient(value)[row, 0] - 2 * Float(0.95 / 0.7 - 0.05 / 0.3) / 3) < 1e-6)
      #expect(abs(pass.gradient(value)[row, 3]) < 1e-6)
      #expect(pass.gradient(value)[row, 1] < -1e4 && pass.gradient(value)[row, 2] > 1e5)
      for padding in 4..<16 { #expect(pass.gradient(value)[row, padding] == 0) }
    }
  }

  @Test("the derivative of an absolute value is its sign, and zero at zero")
  func absoluteValues() {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let value = builder.value(columns: 3)
    let term = builder.absoluteSum(value, weight: 2.5)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 1, mode: .training)
    for (column, number) in [Float(-0.71), 0, 2.385].enumerated() {
      pass.value(value)[0, column] = number
    }
    graph.forward(in: pass)
    graph.backward(in: pass)
    #expect(abs(pass.rows(of: term)[0] - 3.095) < 1e-6)
    let gradient = pass.gradient(value)
    #expect((0..<3).map { gradient[0, $0] } == [-2.5, 0, 2.5])
  }

  @Test("allocate nothing", .enabled(if: allocation_counting_works()))
  func allocations() {
    var builder = GraphBuilder<Float>(batchCapacity: 3)
    let target = builder.data(columns: 37)
    let copies = builder.fork(builder.scaleAndShift(target, scale: 0.5, shift: 0.1), count: 4)
    _ = builder.binaryCrossEntropy(ofLogits: copies[0], target: target, weight: 1)
    _ = builder.absoluteError(copies[1], target: target, weight: 1)
    _ = builder.absoluteSum(copies[2], weight: 1)
    _ = builder.sparsity(copies[3], target: 0.1, weight: 1)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 3, mode: .training)
    expectNoAllocation(graph, in: pass)
  }
}
