import AllocationCounter
import RDCore
import RDNetworks
import Testing

@Suite("Generalised divisive normalisation")
struct DivisiveNormalisationTests {
  private let seed = SeedPath(root: 58)

  /// A map whose rows have padding between them, and one whose rows have none.
  static let shapes = [
    ImageShape(height: 3, width: 2, channels: 5), ImageShape(height: 2, width: 2, channels: 8),
  ]

  @Test("is its formula, both ways", arguments: shapes, [false, true])
  func formula(_ shape: ImageShape, _ isInverse: Bool) {
    let network = Network<Float>(shape: shape, isInverse: isInverse, isTrained: false, rows: 4)
    network.scatterParameters(seed: seed)
    let pass = network.graph.pass(rowCount: 3, mode: .evaluation)
    network.fillInput(pass, seed: seed)
    network.graph.forward(in: pass)
    let stored = network.graph.parameters.map { pass.value($0) }
    for row in 0..<3 {
      for pixel in 0..<shape.pixelCount {
        for i in 0..<shape.channels {
          func x(_ channel: Int) -> Double {
            Double(pass.value(network.input)[row, pixel * shape.channels + channel])
          }
          var norm = Double(stored[1][0, i]) * Double(stored[1][0, i])
          for j in 0..<shape.channels {
            norm += Double(stored[0][j, i]) * Double(stored[0][j, i]) * x(j) * x(j)
          }
          let expected = isInverse ? x(i) * norm.squareRoot() : x(i) / norm.squareRoot()
          let y = Double(pass.value(network.output)[row, pixel * shape.channels + i])
          // Some ten operations with errors of 6e-8 each; the pedestal is 1.5e-11.
          #expect(abs(y - expected) < 1e-6 * max(1, abs(expected)))
        }
      }
    }
  }

  @Test("gradients against central differences", arguments: shapes, [false, true])
  func gradients(_ shape: ImageShape, _ isInverse: Bool) {
    let network = Network<Double>(shape: shape, isInverse: isInverse, isTrained: true, rows: 5)
    network.scatterParameters(seed: seed)
    expectGradients(network.graph, inputs: [network.input], rowCount: 4, seed: seed)
  }

  @Test("starts near the identity, with a tenth of each square in the norm")
  func start() {
    let shape = ImageShape(height: 1, width: 1, channels: 3)
    let network = Network<Float>(shape: shape, isInverse: false, isTrained: false, rows: 1)
    let pass = network.graph.pass(rowCount: 1, mode: .evaluation)
    for i in 0..<3 { pass.value(network.input)[0, i] = 2.385 * Float(i) - 0.71 }
    network.graph.forward(in: pass)
    for i in 0..<3 {
      let x = 2.385 * Double(i) - 0.71
      let y = Double(pass.value(network.output)[0, i])
      #expect(abs(y - x / (1 + x * x / 10).squareRoot()) < 1e-6)
    }
  }

  @Test("a weight below its bound counts as the bound, and moves only upwards")
  func bound() {
    let shape = ImageShape(height: 1, width: 1, channels: 2)
    let network = Network<Double>(shape: shape, isInverse: false, isTrained: true, rows: 1)
    let pass = network.graph.pass(rowCount: 1, mode: .training)
    network.fillInput(pass, seed: seed)
    let mixing = network.graph.parameters.count - 2
    let weights = pass.value(network.graph.parameters[mixing])
    func objective(_ weight: Double) -> Double {
      weights[0, 1] = weight
      network.graph.forward(in: pass)
      network.graph.backward(in: pass)
      return network.graph.objective(in: pass)
    }
    #expect(objective(-3) == objective(-0.2))
    // The bound is 2^-18; the slope there shows which way the objective falls.
    let isFallingUpwards = objective(0.003) < objective(0)
    _ = objective(-0.2)
    let gradient = pass.gradient(network.graph.parameters[mixing])[0, 1]
    #expect(isFallingUpwards ? gradient < 0 : gradient == 0)
  }

  @Test(
    "allocates nothing, whatever the number of channels", .enabled(if: allocation_counting_works()),
    arguments: [3, 12, 16, 32, 48, 64, 96, 192])
  func allocations(_ channels: Int) {
    let shape = ImageShape(height: 4, width: 4, channels: channels)
    let network = Network<Float>(shape: shape, isInverse: false, isTrained: true, rows: 16)
    let pass = network.graph.pass(rowCount: 16, mode: .training)
    network.fillInput(pass, seed: seed)
    expectNoAllocation(network.graph, in: pass)
  }

  /// A normalisation alone, or after a dense layer and with a loss.
  private struct Network<Scalar: EngineScalar> {
    let graph: Graph<Scalar>
    let input: Value
    let output: Value

    init(shape: ImageShape, isInverse: Bool, isTrained: Bool, rows: Int) {
      var builder = GraphBuilder<Scalar>(batchCapacity: rows)
      let columns = isTrained ? 7 : shape.elementCount
      let input = builder.data(columns: columns)
      self.input = input
      var value = input
      if isTrained {
        value = builder.dense(
          value, width: shape.elementCount, activation: .tanh, seed: SeedPath(root: 3))
      }
      output =
        builder.generalisedDivisiveNormalisation(
          FeatureMap(value, shape: shape), isInverse: isInverse
        ).value
      if isTrained {
        let target = builder.data(columns: shape.elementCount)
        _ = builder.squaredError(
          output, target: target, weight: 1 / Double(shape.elementCount))
      }
      graph = Graph(builder)
    }

    /// Moves the stored parameters to irregular numbers above their bounds.
    func scatterParameters(seed: SeedPath) {
      let pass = graph.pass(rowCount: 1, mode: .evaluation)
      for (index, parameter) in graph.parameters.enumerated() {
        var stream = RandomStream(seed: seed["parameter", index])
        for row in 0..<parameter.rows {
          for column in 0..<parameter.columns {
            pass.value(parameter)[row, column] = Scalar(0.2 + 0.9 * stream.nextUniform())
          }
        }
      }
    }

    func fillInput(_ pass: Pass<Scalar>, seed: SeedPath) {
      var stream = RandomStream(seed: seed["input", 1])
      for row in 0..<pass.rowCount {
        for column in 0..<input.columns {
          pass.value(input)[row, column] = Scalar(2.385 * (2 * stream.nextUniform() - 1) - 0.71)
        }
      }
    }
  }
}
