import RDCore
import RDNetworks

/// A fully connected autoencoder for small images.
struct DenseImageAutoencoder: AutoencoderModel {
  static let name = "dense-autoencoder"
  static let title = "fully connected layers"

  private var latents = 64
  private var hidden = [256]
  private var activation = Activation.relu
  private var dropout = 0.0
  private var beta: Double?
  private(set) var step = 0.5

  static let keys: [DescriptorKey<Self>] = [
    .integer("latents", \.latents, in: 1...65_536),
    .widths("hidden", \.hidden, atMost: 65_536, orNone: false),
    .activation("activation", \.activation),
    .number("dropout", \.dropout, expected: "from 0 to below 1") { 0 <= $0 && $0 < 1 }
      .ofTraining,
    .divergenceWeight(\.beta), .step(\.step),
  ]

  init() {}

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  init(_ descriptor: Descriptor) throws { try self.init(reading: descriptor) }

  func autoencoder(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any CodeNetwork {
    AutoencoderNetwork<Float>(
      try architecture(for: shape), batchCapacity: shardCapacity, shardCount: shardCount, seed: seed
    )
  }

  func size(for shape: ImageShape) throws -> (parameters: Int, values: Int) {
    let parameters = try architecture(for: shape).parameterCount
    // A value has a bias.
    return (parameters, parameters + shape.elementCount)
  }

  private func architecture(for shape: ImageShape) throws -> AutoencoderArchitecture {
    try AutoencoderArchitecture(
      inputDimension: shape.elementCount, latentDimension: latents, hiddenWidths: hidden,
      activation: activation, dropoutRate: dropout, divergenceWeight: beta)
  }
}
