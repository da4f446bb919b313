import RDCore
import RDNetworks

/// An autoencoder for small images, plain or variational, of convolutions and dense layers: the model of the experiment
/// `image-autoencoders`.
///
/// > Source: [gashgash], section 3, with `widths=64/128/256,bottleneck=dense,latents=512,beta=1`.
struct ConvolutionalImageAutoencoder: AutoencoderModel {
  typealias Architecture = ImageAutoencoderArchitecture

  static let name = "image-autoencoder"
  static let title = "convolutions and dense layers to latents, plain or variational"

  private var widths = [32, 64]
  private var kernel = 5
  private var downsampling = Architecture.Downsampling.stride
  private var dense: [Int] = []
  private var bottleneck = Architecture.Bottleneck.convolution
  private var latents = 512
  private var skips = Answer.no
  private var groups = 0
  private var activation = Activation.leakyReLUTenth
  private var latentActivation = Activation.linear
  private var outputActivation = Activation.linear
  private var initialisation = WeightInitialisation.glorot
  private var dropout = 0.0
  private var objective = Architecture.Objective.squaredError
  private var beta: Double?
  private var absoluteWeight: Double?
  private var sparsityWeight: Double?
  private var sparsityTarget = 0.05
  private(set) var step = 0.5

  static let keys: [DescriptorKey<Self>] = {
    var groups = DescriptorKey<Self>.integer("groups", \.groups, in: 0...4096)
    groups.isHiddenAtDefault = true
    return [
      .widths("widths", \.widths, atMost: 4096), .integer("kernel", \.kernel, in: 1...15),
      .choice("downsampling", \.downsampling), .widths("dense", \.dense, atMost: 4096),
      .choice("bottleneck", \.bottleneck), .integer("latents", \.latents, in: 1...65_536),
      .choice("skips", \.skips), groups, .activation("activation", \.activation),
      .activation("latent-activation", \.latentActivation),
      .activation("output-activation", \.outputActivation),
      .choice("initialisation", \.initialisation).ofTraining,
      .number("dropout", \.dropout, expected: "from 0 to below 1") { 0 <= $0 && $0 < 1 }
        .ofTraining,
      .choice("objective", \.objective).ofTraining, .divergenceWeight(\.beta),
      .weight("l1", \.absoluteWeight).ofTraining,
      .weight("sparsity", \.sparsityWeight).ofTraining,
      .number("sparsity-target", \.sparsityTarget, expected: "between 0 and 1") {
        0 < $0 && $0 < 1
      }.ofTraining, .step(\.step),
    ]
  }()

  init() {}

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  init(_ descriptor: Descriptor) throws {
    try self.init(reading: descriptor)
    if absoluteWeight != nil, sparsityWeight != nil {
      throw DescriptorError.badValue(
        descriptor: descriptor.description, key: "sparsity",
        value: descriptor.text("sparsity") ?? "", expected: "none beside l1: one penalty")
    }
  }

  /// The penalty of latents.
  private var penalty: LatentPenalty? {
    if let absoluteWeight { return .absolute(weight: absoluteWeight) }
    return sparsityWeight.map { .sparsity(target: sparsityTarget, weight: $0) }
  }

  func autoencoder(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any CodeNetwork {
    ImageAutoencoderNetwork(
      try architecture(for: shape), batchCapacity: shardCapacity, shardCount: shardCount, seed: seed
    )
  }

  func size(for shape: ImageShape) throws -> (parameters: Int, values: Int) {
    let architecture = try architecture(for: shape)
    let layers = architecture.encoderLayers + architecture.decoderLayers
    return (
      architecture.parameterCount,
      layers.reduce(shape.elementCount) { $0 + $1.output.elementCount }
    )
  }

  private func architecture(for shape: ImageShape) throws -> Architecture {
    try Architecture(
      image: shape, widths: widths, kernel: kernel, downsampling: downsampling, denseWidths: dense,
      bottleneck: bottleneck, latentDimension: latents, hasSkips: skips == .yes,
      normalisationGroups: groups, activation: activation, latentActivation: latentActivation,
      outputActivation: outputActivation, initialisation: initialisation, dropoutRate: dropout,
      objective: objective, divergenceWeight: beta, penalty: penalty)
  }

  fileprivate enum Answer: String, CaseIterable, Sendable {
    case yes
    case no
  }
}
