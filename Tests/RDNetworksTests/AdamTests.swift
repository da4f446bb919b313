import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Adam")
struct AdamTests {
  @Test("takes the steps of the paper's bias-corrected form")
  func steps() {
    let adam = Adam(learningRate: 0.0137, beta1: 0.83, beta2: 0.987, epsilon: 3e-4)
    // The same in the form of Algorithm 1, with epsilon scaled as its section 2 has it.
    var w = [0.71, -1.3, 2.385, 0.004]
    var m = [0.0, 0, 0, 0]
    var v = [0.0, 0, 0, 0]
    let gradients = (1...7).map { t in (0..<4).map { Double.sin(1.7 * Double(t * 4 + $0)) } }

    var single = w.map(Float.init)
    var double = w
    withArrays(of: Float.self) { arrays in
      var optimiser = adam
      run(&optimiser, arrays, &single, gradients)
      #expect(optimiser.stepCount == 7)
    }
    withArrays(of: Double.self) { arrays in
      var optimiser = adam
      run(&optimiser, arrays, &double, gradients)
    }
    for t in 1...7 {
      for i in 0..<4 {
        let g = gradients[t - 1][i]
        m[i] = 0.83 * m[i] + 0.17 * g
        v[i] = 0.987 * v[i] + 0.013 * g * g
        let unbiasedMean = m[i] / (1 - Double.pow(0.83, t))
        let unbiasedSquare = v[i] / (1 - Double.pow(0.987, t))
        let epsilon = 3e-4 / (1 - Double.pow(0.987, t)).squareRoot()
        w[i] -= 0.0137 * unbiasedMean / (unbiasedSquare.squareRoot() + epsilon)
      }
    }
    for i in 0..<4 {
      // Rounding of seven steps of at most 0.02 each, beside numbers up to 2.4.
      #expect(abs(double[i] - w[i]) < 1e-14)
      #expect(abs(Double(single[i]) - w[i]) < 1e-6)
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
    var adam = Adam(learningRate: 0.0137)
    adam.beginStep()
    for chunk in chunks {
      adam.update(
        arrays, elements: chunk.elements,
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

  @Test("has the defaults of Keras")
  func defaults() {
    let adam = Adam()
    #expect(adam.learningRate == 1e-3 && adam.beta1 == 0.9 && adam.beta2 == 0.999)
    #expect(adam.epsilon == 1e-7 && adam.stepCount == 0)
  }

  private func run<Scalar: EngineScalar>(
    _ optimiser: inout Adam, _ arrays: TrainedArrays<Scalar>, _ w: inout [Scalar],
    _ gradients: [[Double]]
  ) {
    for (i, value) in w.enumerated() { arrays.parameters[i] = value }
    for gradient in gradients {
      for (i, value) in gradient.enumerated() { arrays.gradients[i] = Scalar(value) }
      optimiser.update(arrays)
    }
    for i in w.indices { w[i] = arrays.parameters[i] }
  }

  /// Lends the trained arrays of a network with one parameter of four numbers.
  private func withArrays<Scalar: EngineScalar>(
    of _: Scalar.Type, _ body: (TrainedArrays<Scalar>) -> Void
  ) {
    var builder = GraphBuilder<Scalar>(batchCapacity: 1)
    _ = builder.parameter(rows: 1, columns: 4)
    let graph = Graph(builder)
    body(graph.trained)
    withExtendedLifetime(graph) {}
  }
}
