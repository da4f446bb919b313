import RDCore
import RDNetworks
import Testing

/// The two number types against each other.
///
/// Gradients are proved in double precision; work is done in single precision with vectors of another width, other
/// products and another hyperbolic tangent.
@Suite("Single precision against double")
struct PrecisionTests {
  @Test("objective and gradients of the Gaussian experiment's network", arguments: [1, 31, 256])
  func gaussianNetwork(_ rowCount: Int) throws {
    let architecture = try AutoencoderArchitecture(inputDimension: 100, latentDimension: 30)
    let single = replay(
      AutoencoderNetwork<Float>(architecture, batchCapacity: 256, seed: seed), rowCount)
    let double = replay(
      AutoencoderNetwork<Double>(architecture, batchCapacity: 256, seed: seed), rowCount)
    // Each component passes four layers of up to 128 products; errors of 2^-24 add up like their square root, so 1e-6
    // is near the expectation and 1e-5 beyond chance.
    #expect(abs(single.objective / double.objective - 1) < 1e-5)
    #expect(single.gradients.count == double.gradients.count)
    let size = double.gradients.map(abs).max() ?? 0
    let worst = zip(single.gradients, double.gradients).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < 1e-5 * size)
  }

  @Test("a variational network with dropout, on the same random numbers")
  func variationalNetwork() throws {
    let architecture = try liveliestArchitecture()
    let single = replay(
      AutoencoderNetwork<Float>(architecture, batchCapacity: 32, seed: seed), 17)
    let double = replay(
      AutoencoderNetwork<Double>(architecture, batchCapacity: 32, seed: seed), 17)
    #expect(abs(single.objective / double.objective - 1) < 1e-5)
    let size = double.gradients.map(abs).max() ?? 0
    let worst = zip(single.gradients, double.gradients).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < 1e-5 * size)
  }

  private let seed = SeedPath(root: 2)["repetition", 1]

  /// One forward and backward run in training, on the same vectors and with the same random streams.
  private func replay<Scalar: EngineScalar>(_ network: AutoencoderNetwork<Scalar>, _ rowCount: Int)
    -> (objective: Double, gradients: [Double])
  {
    let vectors = sampleVectors(count: rowCount, dimension: network.input.columns)
    let pass = network.graph.pass(rowCount: rowCount, mode: .training)
    let input = pass.value(network.input)
    for row in 0..<rowCount {
      for column in 0..<input.columns {
        input[row, column] = Scalar(vectors.elements[row * input.columns + column])
      }
    }
    network.graph.forward(in: pass)
    network.graph.backward(in: pass)
    var gradients: [Double] = []
    for parameter in network.graph.parameters {
      let gradient = pass.gradient(parameter)
      for row in 0..<parameter.rows {
        for column in 0..<parameter.columns { gradients.append(Double(gradient[row, column])) }
      }
    }
    return (network.graph.objective(in: pass), gradients)
  }
}
