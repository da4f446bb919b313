import RDCore
import RDModelFiles
import RDNetworks

/// An autoencoder of fully connected layers for small images: the one of the Gaussian experiment, on pixels.
package struct DenseImageAutoencoder: ImageModel {
  package static let name = "dense-autoencoder"
  static let summary =
    "fully connected layers: latents=64,hidden=256,activation=relu,dropout=0,beta=none"

  /// The numbers of the code.
  package let latents: Int

  /// Widths of the hidden layers of the encoder.
  let hidden: [Int]

  /// The activation of all layers but the last.
  let activation: Activation

  /// The probability that a component of a hidden layer is dropped in training.
  let dropout: Double

  /// The weight of the divergence; `nil` for a deterministic one.
  package let beta: Double?

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError`, `UnknownName`, ``ArchitectureError``.
  package init(_ descriptor: Descriptor) throws {
    try descriptor.checkKeys(["latents", "hidden", "activation", "dropout", "beta"])
    func isCount(_ number: Double) -> Bool {
      number >= 1 && number <= 65_536 && number.rounded() == number
    }
    let whole = "an integer from 1 to 65536"
    latents = Int(try descriptor.number("latents", default: 64, expected: whole, where: isCount))
    hidden =
      descriptor.text("hidden") == nil
      ? [256] : try descriptor.numbers("hidden", expected: whole, where: isCount).map { Int($0) }
    activation = try ActivationCatalogue.all.entry(named: descriptor.text("activation") ?? "relu")
    dropout = try descriptor.number(
      "dropout", default: 0, expected: "from 0 to below 1", where: { $0 >= 0 && $0 < 1 })
    beta =
      descriptor.text("beta") == nil || descriptor.text("beta") == "none"
      ? nil
      : try descriptor.number(
        "beta", default: 0, expected: "a number of at least 0, or none", where: { $0 >= 0 })
  }

  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: [
        ("latents", String(latents)),
        ("hidden", hidden.map { String($0) }.joined(separator: "/")),
        ("activation", activation.name), ("dropout", String(dropout)),
        ("beta", beta.map { String($0) } ?? "none"),
      ])
  }

  package func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    AutoencoderNetwork<Float>(
      try architecture(shape), batchCapacity: shardCapacity, shardCount: shardCount, seed: seed)
  }

  package func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile {
    ModelFile(
      kind: Self.name, architecture: "\(descriptor);shape=\(shape)",
      arrays: network.graph.modelArrays)
  }

  private func architecture(_ shape: ImageShape) throws(ArchitectureError)
    -> AutoencoderArchitecture
  {
    try AutoencoderArchitecture(
      inputDimension: shape.elementCount, latentDimension: latents, hiddenWidths: hidden,
      activation: activation, dropoutRate: dropout, divergenceWeight: beta)
  }
}
