import RDCore
import RDNetworks

/// A trained code of blocks, by value: architecture and parameters, from which networks of any batch size are recorded.
package struct BlockCodeModel: Sendable {
  package let architecture: BlockCodeArchitecture

  /// The learned distributions of the latents, shape `[n]`.
  package let distributions: [LogisticMixture]

  /// The trained matrices in the order of recording.
  private let parameters: [[Float]]

  package init(_ network: BlockCodeNetwork<Float>) {
    architecture = network.architecture
    distributions = network.entropyModel.distributions(in: network.graph)
    parameters = network.graph.parameters.map { network.graph.numbers(of: $0) }
  }

  /// A digest of the architecture and the parameters, by which streams name the model.
  package var fingerprint: UInt64 {
    var digest = Fingerprint(of: "\(architecture)".utf8)
    for numbers in parameters {
      for number in numbers { digest.absorb(UInt64(number.bitPattern)) }
    }
    return digest.value
  }

  package func network(batchCapacity: Int) -> BlockCodeNetwork<Float> {
    // Initial weights are overwritten, and no noise is drawn in evaluation.
    let network = BlockCodeNetwork<Float>(
      architecture, batchCapacity: batchCapacity, seed: SeedPath(root: 0))
    for (parameter, numbers) in zip(network.graph.parameters, parameters) {
      network.graph.setNumbers(of: parameter, to: numbers)
    }
    return network
  }
}
