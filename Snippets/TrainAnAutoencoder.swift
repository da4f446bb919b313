// Trains a small autoencoder on correlated vectors and measures it on others.
import RDNetworks

func draw(_ count: Int, _ random: inout RandomStream) -> VectorBlock {
  // Eight components that follow two hidden numbers, and a little noise.
  var elements: [Float] = []
  for _ in 0..<count {
    let (first, second) = (random.nextUniform() - 0.5, random.nextUniform() - 0.5)
    for component in 0..<8 {
      let noise = 0.02 * (random.nextUniform() - 0.5)
      elements.append(
        Float(first * Double(component) / 8 + second * Double(7 - component) / 8 + noise))
    }
  }
  return VectorBlock(count: count, dimension: 8, elements: elements)
}

var random = RandomStream(seed: SeedPath(root: 1))
let architecture = try AutoencoderArchitecture(
  inputDimension: 8, latentDimension: 2, hiddenWidths: [16], activation: .tanh)
let model = try Autoencoder.trained(
  architecture, on: draw(2000, &random), epochs: 20, seed: SeedPath(root: 2)
) { epoch, error in
  if epoch % 5 == 0 { print("epoch \(epoch): error \(error)") }
}
let evaluation = model.evaluate(draw(500, &random))
print("\(architecture.parameterCount) parameters, held-out error \(evaluation.meanSquaredError)")
