package import RDCore
internal import RDImaging
package import RDLearning

/// A convolutional autoencoder for small images, plain or variational: the model of the experiment `image-autoencoders`.
///
/// > Source: [gashgash], section 3, with `widths=64/128/256,bottleneck=dense,latents=512,beta=1`.
package struct ConvolutionalImageAutoencoder: ImageModel {
  static let name = "image-autoencoder"
  static let summary =
    "strided convolutions to latents, plain or variational: widths=32/64,kernel=5,bottleneck=convolution,latents=512,activation=leaky-relu-tenth,objective=mse,beta=none"

  /// Channels of the encoder's convolutions of stride 2, mirrored in the decoder.
  let widths: [Int]

  /// Pixels along a side of every convolution's window.
  let kernel: Int

  /// How the latents are made.
  let bottleneck: ImageAutoencoderArchitecture.Bottleneck

  /// The numbers of the code.
  let latents: Int

  /// The activation of the hidden layers.
  let activation: Activation

  /// What a reconstruction is measured by.
  let objective: ImageAutoencoderArchitecture.Objective

  /// The weight of a nat of divergence; `nil` for a plain one.
  let beta: Double?

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  package init(_ descriptor: Descriptor) throws {
    try descriptor.checkKeys([
      "widths", "kernel", "bottleneck", "latents", "activation", "objective", "beta",
    ])
    func isWhole(_ number: Double, _ range: ClosedRange<Double>) -> Bool {
      range.contains(number) && number.rounded() == number
    }
    let width = "a whole number from 1 to 4096"
    widths =
      descriptor.text("widths") == nil
      ? [32, 64]
      : try descriptor.numbers("widths", expected: width, where: { isWhole($0, 1...4096) })
        .map { Int($0) }
    kernel = Int(
      try descriptor.number(
        "kernel", default: 5, expected: "a whole number from 1 to 15",
        where: { isWhole($0, 1...15) }))
    bottleneck = try descriptor.choice("bottleneck", default: .convolution)
    latents = Int(
      try descriptor.number(
        "latents", default: 512, expected: "a whole number from 1 to 65536",
        where: { isWhole($0, 1...65_536) }))
    activation =
      try descriptor.text("activation").map { try ActivationCatalogue.all.entry(named: $0) }
      ?? .leakyReLUTenth
    objective = try descriptor.choice("objective", default: .squaredError)
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
        ("widths", widths.map { String($0) }.joined(separator: "/")), ("kernel", String(kernel)),
        ("bottleneck", bottleneck.rawValue), ("latents", String(latents)),
        ("activation", activation.name), ("objective", objective.rawValue),
        ("beta", beta.map { String($0) } ?? "none"),
      ])
  }

  package func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    let architecture = try ImageAutoencoderArchitecture(
      image: shape, widths: widths, kernel: kernel, bottleneck: bottleneck,
      latentDimension: latents, activation: activation, objective: objective,
      divergenceWeight: beta)
    return ImageAutoencoderNetwork(
      architecture, batchCapacity: shardCapacity, shardCount: shardCount, seed: seed)
  }

  package func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile {
    ModelFile(
      kind: Self.name, architecture: "\(descriptor);shape=\(shape)",
      arrays: network.graph.modelArrays)
  }
}
