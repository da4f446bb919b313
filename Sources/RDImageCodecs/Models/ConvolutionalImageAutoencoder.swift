import RDCore
import RDModelFiles
import RDNetworks

/// An autoencoder for small images, plain or variational, of convolutions and dense layers: the model of the experiment
/// `image-autoencoders`.
///
/// > Source: [gashgash], section 3, with `widths=64/128/256,bottleneck=dense,latents=512,beta=1`.
package struct ConvolutionalImageAutoencoder: ImageModel {
  typealias Architecture = ImageAutoencoderArchitecture

  package static let name = "image-autoencoder"
  static let summary =
    "convolutions and dense layers to latents, plain or variational: widths=32/64,kernel=5,downsampling=stride,dense=none,bottleneck=convolution,latents=512,skips=no,activation=leaky-relu-tenth,latent-activation=linear,output-activation=linear,initialisation=glorot,dropout=0,objective=mse,beta=none,l1=none,sparsity=none,sparsity-target=0.05"

  /// Channels of the encoder's convolutions, mirrored in the decoder.
  let widths: [Int]

  /// Pixels along a side of every convolution's window.
  let kernel: Int

  /// How the sides of maps are halved.
  let downsampling: Architecture.Downsampling

  /// Widths of dense layers between the last map and the latents, mirrored in the decoder.
  let dense: [Int]

  /// How the latents are made.
  let bottleneck: Architecture.Bottleneck

  /// The numbers of the code.
  package let latents: Int

  /// Whether the encoder's maps also go to the decoder.
  let hasSkips: Bool

  /// The activation of the hidden layers.
  let activation: Activation

  /// What follows the layer of the latents.
  let latentActivation: Activation

  /// What follows the last layer.
  let outputActivation: Activation

  /// The range of the first weights.
  let initialisation: WeightInitialisation

  /// The probability that a number of a hidden layer's output is dropped in training.
  let dropout: Double

  /// What a reconstruction is measured by.
  let objective: Architecture.Objective

  /// The weight of a nat of divergence; `nil` for a plain one.
  package let beta: Double?

  /// The weight of the latents' absolute values.
  let absoluteWeight: Double?

  /// The weight of the latents' sparsity.
  let sparsityWeight: Double?

  /// The mean that each latent should have, with a weight of the sparsity.
  let sparsityTarget: Double

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  package init(_ descriptor: Descriptor) throws {
    try descriptor.checkKeys([
      "widths", "kernel", "downsampling", "dense", "bottleneck", "latents", "skips", "activation",
      "latent-activation", "output-activation", "initialisation", "dropout", "objective", "beta",
      "l1", "sparsity", "sparsity-target",
    ])
    widths = try descriptor.widths("widths", default: [32, 64])
    kernel = try descriptor.wholeNumber("kernel", default: 5, in: 1...15)
    downsampling = try descriptor.choice("downsampling", default: .stride)
    dense = try descriptor.widths("dense", default: [])
    bottleneck = try descriptor.choice("bottleneck", default: .convolution)
    latents = try descriptor.wholeNumber("latents", default: 512, in: 1...65_536)
    hasSkips = try descriptor.choice("skips", default: Answer.no) == .yes
    activation = try descriptor.activation("activation", default: .leakyReLUTenth)
    latentActivation = try descriptor.activation("latent-activation", default: .linear)
    outputActivation = try descriptor.activation("output-activation", default: .linear)
    initialisation = try descriptor.choice("initialisation", default: .glorot)
    dropout = try descriptor.number(
      "dropout", default: 0, expected: "from 0 to below 1", where: { $0 >= 0 && $0 < 1 })
    objective = try descriptor.choice("objective", default: .squaredError)
    beta = try descriptor.weight("beta")
    absoluteWeight = try descriptor.weight("l1")
    sparsityWeight = try descriptor.weight("sparsity")
    sparsityTarget = try descriptor.number(
      "sparsity-target", default: 0.05, expected: "between 0 and 1", where: { 0 < $0 && $0 < 1 })
    if absoluteWeight != nil, let weight = descriptor.text("sparsity"), sparsityWeight != nil {
      throw DescriptorError.badValue(
        descriptor: descriptor.description, key: "sparsity", value: weight,
        expected: "none beside l1: one penalty")
    }
  }

  package var descriptor: Descriptor {
    func list(_ widths: [Int]) -> String {
      widths.isEmpty ? "none" : widths.map(String.init).joined(separator: "/")
    }
    func weight(_ weight: Double?) -> String { weight.map { String($0) } ?? "none" }
    return Descriptor(
      name: Self.name,
      parameters: [
        ("widths", list(widths)), ("kernel", String(kernel)),
        ("downsampling", downsampling.rawValue), ("dense", list(dense)),
        ("bottleneck", bottleneck.rawValue), ("latents", String(latents)),
        ("skips", (hasSkips ? Answer.yes : .no).rawValue), ("activation", activation.name),
        ("latent-activation", latentActivation.name),
        ("output-activation", outputActivation.name),
        ("initialisation", initialisation.rawValue), ("dropout", String(dropout)),
        ("objective", objective.rawValue), ("beta", weight(beta)), ("l1", weight(absoluteWeight)),
        ("sparsity", weight(sparsityWeight)), ("sparsity-target", String(sparsityTarget)),
      ])
  }

  /// What latents cost beside the objective.
  private var penalty: LatentPenalty? {
    if let absoluteWeight { return .absolute(weight: absoluteWeight) }
    return sparsityWeight.map { .sparsity(target: sparsityTarget, weight: $0) }
  }

  package func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    let architecture = try Architecture(
      image: shape, widths: widths, kernel: kernel, downsampling: downsampling, denseWidths: dense,
      bottleneck: bottleneck, latentDimension: latents, hasSkips: hasSkips, activation: activation,
      latentActivation: latentActivation, outputActivation: outputActivation,
      initialisation: initialisation, dropoutRate: dropout, objective: objective,
      divergenceWeight: beta, penalty: penalty)
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

  /// Whether something is there.
  private enum Answer: String, CaseIterable {
    case yes
    case no
  }
}

extension Descriptor {
  /// The widths of layers that a parameter holds, with slashes between; `none` is an empty list.
  fileprivate func widths(_ key: String, default defaultValue: [Int]) throws -> [Int] {
    guard let text = text(key) else { return defaultValue }
    guard text != "none" else { return [] }
    return try numbers(
      key, expected: "an integer from 1 to 4096",
      where: { 1 <= $0 && $0 <= 4096 && $0.rounded() == $0 }
    ).map { Int($0) }
  }

  /// The integer of a range that a parameter holds.
  fileprivate func wholeNumber(
    _ key: String, default defaultValue: Int, in range: ClosedRange<Int>
  ) throws -> Int {
    Int(
      try number(
        key, default: Double(defaultValue),
        expected: "an integer from \(range.lowerBound) to \(range.upperBound)",
        where: {
          Double(range.lowerBound) <= $0 && $0 <= Double(range.upperBound) && $0.rounded() == $0
        }))
  }

  /// The activation that a parameter names.
  fileprivate func activation(
    _ key: String, default defaultValue: Activation
  ) throws -> Activation {
    try text(key).map { try ActivationCatalogue.all.entry(named: $0) } ?? defaultValue
  }

  /// The weight of a loss that a parameter holds; `nil` where it is left out or `none`.
  fileprivate func weight(_ key: String) throws -> Double? {
    guard let text = text(key), text != "none" else { return nil }
    return try number(
      key, default: 0, expected: "a number of at least 0, or none", where: { $0 >= 0 })
  }
}
