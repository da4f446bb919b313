import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Optimisers")
struct OptimiserTests {
  /// An optimiser, and the same by its published formula in double precision: the change of a parameter by its gradients so far.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (_ gradients: [Double]) -> Double
    var testDescription: String { name }
  }

  static let rules = [
    // Algorithm 1, with epsilon scaled as section 2 of the paper has it.
    Rule(name: "adam:beta1=0.83,beta2=0.987,epsilon=3e-4") { gradients in
      let t = gradients.count
      let mean = weighted(gradients, decay: 0.83) * 0.17 / (1 - Double.pow(0.83, t))
      let square =
        weighted(gradients.map { $0 * $0 }, decay: 0.987) * 0.013 / (1 - Double.pow(0.987, t))
      let epsilon = 3e-4 / (1 - Double.pow(0.987, t)).squareRoot()
      return -0.0137 * mean / (square.squareRoot() + epsilon)
    },
    Rule(name: "rmsprop:decay=0.93,momentum=0.71,epsilon=3e-4") { gradients in
      let steps = gradients.indices.map { t in
        let squares = gradients[...t].map { $0 * $0 }
        return gradients[t] / ((0.07 * weighted(squares, decay: 0.93)).squareRoot() + 3e-4)
      }
      return -0.0137 * weighted(steps, decay: 0.71)
    },
    Rule(name: "sgd:momentum=0.71") { -0.0137 * weighted($0, decay: 0.71) },
    Rule(name: "sgd") { -0.0137 * ($0.last ?? 0) },
  ]

  /// The sum of numbers, each weighted by the decay to the power of how long ago it was.
  private static func weighted(_ numbers: [Double], decay: Double) -> Double {
    numbers.enumerated().reduce(0) {
      $0 + $1.element * Double.pow(decay, numbers.count - 1 - $1.offset)
    }
  }

  @Test("take the steps of their formulas", arguments: rules)
  func steps(_ rule: Rule) throws {
    let optimiser = try OptimiserCatalogue.optimiser(rule.name)
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let parameter = builder.parameter(rows: 1, columns: 4)
    let graph = Graph(builder)
    var expected = [0.71, -1.3, 2.385, 0.004]
    graph.setNumbers(of: parameter, to: expected.map { Float($0) })
    var gradients: [[Double]] = Array(repeating: [], count: 4)
    for t in 1...7 {
      for i in 0..<4 {
        gradients[i].append(Double.sin(1.7 * Double(t * 4 + i)))
        // Twice as much, which the scale takes back.
        graph.trained.gradients[i] = Float(2 * Double.sin(1.7 * Double(t * 4 + i)))
        expected[i] += rule.change(gradients[i])
      }
      optimiser.update(
        graph.trained, elements: 0..<graph.trained.count, step: t, learningRate: 0.0137,
        gradientScale: 0.5)
    }
    for (number, exact) in zip(graph.numbers(of: parameter), expected) {
      // Rounding of seven steps beside numbers up to 2.4.
      #expect(abs(Double(number) - exact) < 2e-6)
    }
  }

  @Test("each parameter's step has its own factor, and one gradient scale leaves no bit changed")
  func chunks() {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let factors = [1.0, 1.0, 10.0, 0.0]
    let parameters = factors.map {
      builder.parameter(rows: 3, columns: 5, learningRateFactor: $0)
    }
    let graph = Graph(builder)
    let chunks = graph.chunks
    #expect(chunks.map(\.learningRateFactor) == [1, 10, 0])
    #expect(chunks.map(\.elements) == [0..<96, 96..<144, 144..<192])
    for parameter in parameters {
      graph.setNumbers(of: parameter, to: (0..<15).map { Float($0) - 0.71 })
    }
    let arrays = graph.trained
    for i in 0..<arrays.count { arrays.gradients[i] = 2.385 }
    for chunk in chunks {
      Adam().update(
        arrays, elements: chunk.elements, step: 1,
        learningRate: 0.0137 * chunk.learningRateFactor, gradientScale: 0.25)
    }
    for (parameter, factor) in zip(parameters, factors) {
      for (i, number) in graph.numbers(of: parameter).enumerated() {
        // The first step of Adam is the learning rate, whatever the gradient; rounding of numbers up to 14.
        #expect(abs(Double(number) - (Double(i) - 0.71 - 0.0137 * factor)) < 2e-6)
      }
    }
    // 192 elements of 2.385, rounded once each to single precision.
    #expect(abs(arrays.gradientNorm / (2.385 * 192.0.squareRoot()) - 1) < 1e-6)
  }

  @Test("Adam has the defaults of Keras")
  func defaults() {
    #expect(Adam().beta1 == 0.9 && Adam().beta2 == 0.999 && Adam().epsilon == 1e-7)
  }

  @Test("are read as they are written", arguments: OptimiserCatalogue.all.names)
  func names(_ name: String) throws {
    let optimiser = try OptimiserCatalogue.optimiser(name)
    let again = try OptimiserCatalogue.optimiser(optimiser.descriptor.description)
    #expect(again.descriptor == optimiser.descriptor)
    let key = try #require(optimiser.descriptor.parameters.first?.key)
    for text in ["\(name):\(key)=1", "\(name):\(key)=-0.1", "\(name):rate=1"] {
      #expect(throws: DescriptorError.self) { try OptimiserCatalogue.optimiser(text) }
    }
  }

  @Test(
    "train to the same bits on any number of threads, also after a checkpoint in an epoch",
    arguments: ["adam", "rmsprop:momentum=0.6", "sgd:momentum=0.9"])
  func training(_ name: String) throws {
    func trainer(jobs: Int, _ name: String) throws -> Trainer {
      let architecture = try liveliestArchitecture()
      let network = AutoencoderNetwork<Float>(
        architecture, batchCapacity: 4, shardCount: 4, seed: SeedPath(root: 12))
      return try Trainer(
        network, architecture: architecture.summary,
        options: TrainingOptions(
          batchSize: 16, learningRate: 2e-3, optimiser: OptimiserCatalogue.optimiser(name)),
        rows: VectorRows(sampleVectors(count: 100, dimension: 10)), seed: SeedPath(root: 12),
        jobs: jobs)
    }
    let one = try trainer(jobs: 1, name)
    let first = try #require(try one.trainEpoch())
    let four = try trainer(jobs: 4, name)
    _ = try four.trainEpoch()
    #expect(four.checkpoint() == one.checkpoint())
    var steps = 0
    #expect(
      try four.trainEpoch {
        steps += 1
        return steps > 3
      } == nil)
    let resumed = try trainer(jobs: 2, name)
    try resumed.restore(four.checkpoint())
    _ = try resumed.trainEpoch()
    let second = try #require(try one.trainEpoch())
    #expect(resumed.checkpoint() == one.checkpoint())
    #expect(second.objective < first.objective)
    // That of another optimiser is refused.
    #expect(throws: CheckpointError.self) {
      try trainer(jobs: 1, name == "adam" ? "sgd" : "adam").restore(four.checkpoint())
    }
  }
}
