import AllocationCounter
import RDCore
import RDNetworks
import RealModule
import Testing

/// Makes sure that a replay forwards and backwards allocates nothing, but perhaps the first time.
func expectNoAllocation(_ graph: Graph<Float>, in pass: Pass<Float>) {
  func step() {
    graph.forward(in: pass)
    graph.backward(in: pass)
  }
  step()
  let before = allocation_count()
  step()
  #expect(allocation_count() == before)
}

/// Vectors of independent components, uniform with mean 0.2 and variance one.
func sampleVectors(count: Int, dimension: Int, seed: Int = 1) -> VectorBlock {
  var stream = RandomStream(seed: SeedPath(root: 900)["sample", seed])
  return VectorBlock(
    count: count, dimension: dimension,
    elements: (0..<count * dimension).map { _ in
      Float(Double(12).squareRoot() * (stream.nextUniform() - 0.5) + 0.2)
    })
}

/// An architecture with everything that draws random numbers.
func liveliestArchitecture(inputDimension: Int = 10) throws -> AutoencoderArchitecture {
  try AutoencoderArchitecture(
    inputDimension: inputDimension, latentDimension: 4, hiddenWidths: [19], activation: .elu,
    dropoutRate: 0.1, divergenceWeight: 0.2)
}
