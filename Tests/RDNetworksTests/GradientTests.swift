import RDCore
import RDNetworks
import Testing

@Suite("Gradients against central differences")
struct GradientTests {
  private let seed = SeedPath(root: 77)

  @Test("a dense layer with each activation", arguments: ActivationCatalogue.all.names)
  func dense(_ name: String) throws {
    let activation = try ActivationCatalogue.all.entry(named: name)
    // Widths that are not multiples of a vector, and fewer rows than the capacity.
    var builder = GraphBuilder<Double>(batchCapacity: 6)
    let input = builder.data(columns: 11)
    let hidden = builder.dense(input, width: 9, activation: activation, seed: seed["layer", 1])
    let output = builder.dense(hidden, width: 11, activation: activation, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 0.37)
    expectGradients(Graph(builder), input: input, rowCount: 5)
  }

  @Test("a dense layer whose input gradient goes through the transposed weights")
  func wideDense() {
    var builder = GraphBuilder<Double>(batchCapacity: 32)
    let input = builder.data(columns: 3)
    let hidden = builder.dense(input, width: 70, activation: .tanh, seed: seed["layer", 1])
    let output = builder.dense(hidden, width: 3, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 1 / 3)
    expectGradients(Graph(builder), input: input, rowCount: 31)
  }

  @Test("dropout")
  func dropout() {
    var builder = GraphBuilder<Double>(batchCapacity: 5)
    let input = builder.data(columns: 7)
    let hidden = builder.dense(input, width: 13, activation: .tanh, seed: seed["layer", 1])
    let thinned = builder.dropout(hidden, rate: 0.4, seed: seed["dropout", 1])
    let output = builder.dense(thinned, width: 7, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 1 / 7)
    expectGradients(Graph(builder), input: input, rowCount: 5)
  }

  @Test("sampled latents and their divergence")
  func latentSampling() {
    var builder = GraphBuilder<Double>(batchCapacity: 5)
    let input = builder.data(columns: 7)
    let statistics = builder.dense(input, width: 6, activation: .linear, seed: seed["layer", 1])
    let (latents, _) = builder.latentSampling(
      statistics, divergenceWeight: 0.61, seed: seed["noise", 1])
    let output = builder.dense(latents, width: 7, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 1 / 7)
    expectGradients(Graph(builder), input: input, rowCount: 4)
  }

  @Test("whole autoencoders", arguments: GradientTests.architectures)
  func autoencoder(_ architecture: AutoencoderArchitecture) {
    let network = AutoencoderNetwork<Double>(architecture, batchCapacity: 4, seed: seed)
    expectGradients(network.graph, input: network.input, rowCount: 3)
  }

  static let architectures: [AutoencoderArchitecture] = {
    let shapes: [([Int], Double, Double?)] = [
      ([], 0, nil), ([9], 0, nil), ([11, 5], 0, nil), ([9], 0.3, nil), ([9], 0, 1.7),
      ([9, 6], 0.2, 0.4),
    ]
    return shapes.compactMap { widths, dropout, weight in
      try? AutoencoderArchitecture(
        inputDimension: 8, latentDimension: 3, hiddenWidths: widths, dropoutRate: dropout,
        divergenceWeight: weight)
    }
  }()

  private func expectGradients(_ graph: Graph<Double>, input: Value, rowCount: Int) {
    scatterParameters(of: graph, seed: seed)
    RDNetworksTests.expectGradients(graph, inputs: [input], rowCount: rowCount, seed: seed)
  }
}
