import RDCore
import RDNetworks

/// A fully connected autoencoder for small images.
struct DenseImageAutoencoder: DescribedModel {
  static let name = "dense-autoencoder"
  static let title = "fully connected layers"

  private var latents = 64
  private var hidden = [256]
  private var activation = Activation.relu
  private var dropout = 0.0
  private var beta: Double?

  static let keys: [DescriptorKey<Self>] = [
    .integer("latents", \.latents, in: 1...65_536),
    .widths("hidden", \.hidden, atMost: 65_536, orNone: false),
    .activation("activation", \.activation),
    .number("dropout", \.dropout, expected: "from 0 to below 1") { 0 <= $0 && $0 < 1 },
    .weight("beta", \.beta),
  ]

  init() {}

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  init(_ descriptor: Descriptor) throws { try self.init(reading: descriptor) }

  func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    let architecture = try AutoencoderArchitecture(
      inputDimension: shape.elementCount, latentDimension: latents, hiddenWidths: hidden,
      activation: activation, dropoutRate: dropout, divergenceWeight: beta)
    return AutoencoderNetwork<Float>(
      architecture, batchCapacity: shardCapacity, shardCount: shardCount, seed: seed)
  }
}
