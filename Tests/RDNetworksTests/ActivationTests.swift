import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Activations in single precision")
struct ActivationTests {
  @Test("the hyperbolic tangent is right to 4e-7 relative, everywhere")
  func hyperbolicTangent() {
    var worst = 0.0
    // From the least normal number to far beyond saturation, in steps of a few parts in a thousand, both signs.
    for exponent in stride(from: -126.0, through: 100, by: 0.004) {
      let x = Float(Double.exp2(exponent))
      let y = SIMD16<Float>(repeating: x).hyperbolicTangent()[3]
      let z = SIMD16<Float>(repeating: -x).hyperbolicTangent()[12]
      let exact = Double.tanh(Double(x))
      worst = max(worst, abs(Double(y) / exact - 1), abs(Double(z) / -exact - 1))
    }
    // The approximation itself is within 2.8e-7; rounding its two polynomials adds the rest.
    #expect(worst < 4e-7)
    #expect(SIMD16<Float>(repeating: .infinity).hyperbolicTangent()[0] > 0.999_999)
    #expect(SIMD16<Float>(repeating: .nan).hyperbolicTangent()[0].isNaN)
  }

  /// Each activation as the mathematical library computes it.
  static let definitions: [(name: String, function: @Sendable (Double) -> Double)] = [
    ("tanh", { Double.tanh($0) }),
    ("relu", { max(0, $0) }),
    ("leaky-relu", { $0 > 0 ? $0 : 0.01 * $0 }),
    ("leaky-relu-tenth", { $0 > 0 ? $0 : 0.1 * $0 }),
    ("elu", { $0 > 0 ? $0 : Double.expMinusOne($0) }),
    ("sigmoid", { 1 / (1 + Double.exp(-$0)) }),
    ("linear", { $0 }),
  ]

  @Test("every activation of the catalogue is its definition", arguments: definitions.map(\.name))
  func values(_ name: String) throws {
    let activation = try ActivationCatalogue.all.entry(named: name)
    let function = try #require(Self.definitions.first { $0.name == name }).function
    let inputs: [Float] = (-160...160).map { Float($0) * 0.0731 }
    let outputs = apply(activation, to: inputs)
    for (x, y) in zip(inputs, outputs) {
      // Twice the error of the hyperbolic tangent, which the others stand on; absolute below one.
      #expect(abs(Double(y) - function(Double(x))) <= 8e-7 * max(1, abs(Double(x))))
    }
  }

  @Test("the definitions cover the catalogue")
  func coverage() {
    #expect(Self.definitions.map(\.name) == ActivationCatalogue.all.names)
  }

  /// Passes numbers through a layer of one unit with weight one.
  private func apply(_ activation: Activation, to inputs: [Float]) -> [Float] {
    var builder = GraphBuilder<Float>(batchCapacity: inputs.count)
    let input = builder.data(columns: 1)
    let output = builder.dense(
      input, width: 1, activation: activation, seed: SeedPath(root: 1))
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: inputs.count, mode: .evaluation)
    pass.value(graph.parameters[0])[0, 0] = 1
    for (row, x) in inputs.enumerated() { pass.value(input)[row, 0] = x }
    graph.forward(in: pass)
    return inputs.indices.map { pass.value(output)[$0, 0] }
  }
}
