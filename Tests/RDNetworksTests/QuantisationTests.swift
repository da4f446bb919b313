import RDCore
import RDNetworks
import Testing

@Suite("Surrogates of rounding")
struct QuantisationTests {
  private let seed = SeedPath(root: 43)
  private let rows = 4_000
  private let columns = 21

  @Test("noise is uniform on the unit interval around the number")
  func noise() {
    let differences = surrogates(.additiveNoise, of: 2.385)
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let square = differences.reduce(0) { $0 + $1 * $1 } / count
    #expect(differences.allSatisfy { abs($0) <= 0.5 + 1e-6 })
    // Six standard deviations of the mean and the mean square of uniform numbers: false alarm below 1e-8.
    #expect(abs(mean) < 6 * (1.0 / 12 / count).squareRoot())
    #expect(abs(square - 1.0 / 12) < 6 * (1.0 / 180 / count).squareRoot())
  }

  @Test("stochastic rounding gives the two neighbours, in the mean the number itself")
  func stochasticRounding() {
    let differences = surrogates(.stochasticRounding, of: -0.71)
    let count = Double(differences.count)
    #expect(differences.allSatisfy { abs($0 - 0.71) < 1e-6 || abs($0 + 0.29) < 1e-6 })
    // Six standard deviations of a fraction of .29.
    #expect(
      abs(differences.reduce(0, +) / count) < 6 * (0.29 * 0.71 / count).squareRoot())
    #expect(surrogates(.stochasticRounding, of: -7).allSatisfy { $0 == 0 })
  }

  @Test(
    "the others round to the nearest",
    arguments: [QuantisationSurrogate.straightThrough, .rounding])
  func nearest(_ kind: QuantisationSurrogate) {
    #expect(surrogates(kind, of: 2.385).allSatisfy { abs($0 + 0.385) < 1e-6 })
  }

  @Test("evaluation rounds and draws nothing", arguments: QuantisationSurrogate.allCases)
  func evaluation(_ kind: QuantisationSurrogate) {
    var builder = GraphBuilder<Float>(batchCapacity: 3)
    let input = builder.data(columns: 5)
    let output = builder.quantisationSurrogate(input, kind: kind, seed: seed)
    let graph = Graph(builder)
    let state = Array(graph.streams)
    let pass = graph.pass(rowCount: 3, mode: .evaluation)
    for row in 0..<3 {
      for column in 0..<5 { pass.value(input)[row, column] = Float(row - 1) * 2.385 + 0.3 }
    }
    graph.forward(in: pass)
    #expect((0..<3).map { pass.value(output)[$0, 4] } == [-2, 0, 3])
    #expect(Array(graph.streams) == state)
  }

  @Test(
    "gradients pass unchanged, or not at all through rounding itself",
    arguments: QuantisationSurrogate.allCases)
  func gradient(_ kind: QuantisationSurrogate) {
    var builder = GraphBuilder<Double>(batchCapacity: 4)
    let input = builder.data(columns: 6)
    let hidden = builder.dense(input, width: 9, activation: .tanh, seed: seed["layer", 1])
    let quantised = builder.quantisationSurrogate(hidden, kind: kind, seed: seed["noise", 1])
    let output = builder.dense(quantised, width: 6, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 1)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 4, mode: .training)
    pass.value(input).fillIrregularly(seed: seed["data", 1])
    graph.forward(in: pass)
    graph.backward(in: pass)
    // The gradient of the rounding's input has been multiplied by the slope of the activation meanwhile.
    for row in 0..<4 {
      for column in 0..<9 {
        let y = pass.value(hidden)[row, column]
        let expected =
          kind == .rounding ? 0 : pass.gradient(quantised)[row, column] * (1 - y * y)
        #expect(pass.gradient(hidden)[row, column] == expected)
      }
    }
  }

  /// What a surrogate adds to a number, in training.
  private func surrogates(_ kind: QuantisationSurrogate, of number: Float) -> [Double] {
    var builder = GraphBuilder<Float>(batchCapacity: rows)
    let input = builder.data(columns: columns)
    let output = builder.quantisationSurrogate(input, kind: kind, seed: seed)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: rows, mode: .training)
    for row in 0..<rows {
      for column in 0..<columns { pass.value(input)[row, column] = number }
    }
    graph.forward(in: pass)
    return (0..<rows).flatMap { row in
      (0..<columns).map { Double(pass.value(output)[row, $0] - number) }
    }
  }
}
