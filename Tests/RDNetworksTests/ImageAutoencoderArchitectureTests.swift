import RDCore
import RDNetworks
import Testing

@Suite("The shape of an autoencoder of images")
struct ImageAutoencoderArchitectureTests {
  static let grey28 = ImageShape(height: 28, width: 28, channels: 1)
  static let colour32 = ImageShape(height: 32, width: 32, channels: 3)

  /// 784-128-64-32-64-128-784.
  static func dense() throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: grey28, widths: [], denseWidths: [128, 64], bottleneck: .dense, latentDimension: 32,
      activation: .relu, latentActivation: .relu)
  }

  /// Three convolutions and two dense layers on each side.
  static func convolutional() throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: grey28, widths: [16, 8, 8], kernel: 3, downsampling: .pooling, denseWidths: [32],
      bottleneck: .dense, latentDimension: 8, activation: .relu, latentActivation: .relu)
  }

  static func uNet(hasSkips: Bool) throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: colour32, widths: [16, 32, 64, 128], kernel: 3, downsampling: .pooling,
      bottleneck: .lastMap, latentDimension: 512, hasSkips: hasSkips, activation: .relu,
      outputActivation: .sigmoid, initialisation: .he, dropoutRate: 0.1)
  }

  static func variational() throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: colour32, widths: [64, 128, 256], bottleneck: .dense, latentDimension: 512,
      divergenceWeight: 1)
  }

  @Test("has the published numbers of parameters")
  func published() throws {
    #expect(try Self.dense().parameterCount == 222_384)
    #expect(try Self.convolutional().parameterCount == 13_289)
  }

  @Test("counts what crosses from the encoder to the decoder")
  func codeCount() throws {
    let tight = try Self.uNet(hasSkips: false)
    #expect(tight.codeCount == 512 && tight.image.elementCount == 6 * tight.codeCount)
    let leaking = try Self.uNet(hasSkips: true)
    let skipped = [32 * 32 * 16, 16 * 16 * 32, 8 * 8 * 64, 4 * 4 * 128]
    #expect(leaking.skippedShapes.map(\.elementCount) == skipped)
    #expect(leaking.codeCount == 512 + 30_720)
    #expect(leaking.latentDimension == 512)
    #expect(try Self.dense().codeCount == 32)
    // 3x3 windows: the encoder; then 128, 64, 32, 16 and 3 channels, of maps that have 128, 64, 32 and 16 more with skips.
    let encoder = 27 * 16 + 16 + 144 * 32 + 32 + 288 * 64 + 64 + 576 * 128 + 128
    let decoder = 1152 * 128 + 128 + 1152 * 64 + 64 + 576 * 32 + 32 + 288 * 16 + 16 + 144 * 3 + 3
    #expect(tight.parameterCount == encoder + decoder)
    #expect(
      leaking.parameterCount
        == tight.parameterCount + 1152 * 64 + 576 * 32 + 288 * 16 + 144 * 3)
  }

  @Test("counts the parameters and maps that are recorded", arguments: try all())
  func counts(_ architecture: ImageAutoencoderArchitecture) {
    let network = ImageAutoencoderNetwork(
      architecture, batchCapacity: 1, shardCount: 1, seed: SeedPath(root: 1))
    #expect(network.graph.parameterCount == architecture.parameterCount)
    #expect(network.reconstruction.columns == architecture.image.elementCount)
    #expect(network.latents.columns == architecture.latentDimension)
    #expect(network.skips.map(\.columns) == architecture.skippedShapes.map(\.elementCount))
  }

  /// One of every kind, small and large, with odd sides where they may be.
  static func all() throws -> [ImageAutoencoderArchitecture] {
    let odd = ImageShape(height: 13, width: 11, channels: 2)
    let even = ImageShape(height: 8, width: 4, channels: 3)
    return try [
      dense(), convolutional(), uNet(hasSkips: false), uNet(hasSkips: true),
      ImageAutoencoderArchitecture(
        image: odd, widths: [5, 3], kernel: 3, downsampling: .pooling, bottleneck: .dense,
        latentDimension: 400, hasSkips: true, dropoutRate: 0.2, objective: .absoluteError),
      ImageAutoencoderArchitecture(
        image: odd, widths: [5], kernel: 3, downsampling: .pooling, bottleneck: .convolution,
        latentDimension: 24, objective: .squaredError, divergenceWeight: 0.1),
      ImageAutoencoderArchitecture(
        image: odd, widths: [], bottleneck: .dense, latentDimension: 7, divergenceWeight: 0.1),
      ImageAutoencoderArchitecture(
        image: even, widths: [5, 7], kernel: 3, denseWidths: [6], bottleneck: .dense,
        latentDimension: 4, latentActivation: .sigmoid, outputActivation: .sigmoid,
        objective: .binaryCrossEntropy, penalty: .sparsity(target: 0.1, weight: 2)),
      ImageAutoencoderArchitecture(
        image: even, widths: [5, 7], kernel: 3, bottleneck: .lastMap, latentDimension: 14,
        penalty: .absolute(weight: 0.1)),
      ImageAutoencoderArchitecture(
        image: even, widths: [5], bottleneck: .convolution, latentDimension: 6,
        divergenceWeight: 0.2),
    ]
  }

  @Test("tells any two shapes apart in one line, and calls what there was before as before")
  func summary() throws {
    #expect(
      try Self.variational().summary
        == "image-autoencoder:image=32x32x3,widths=64/128/256,kernel=5,bottleneck=dense,latents=512,activation=leaky-relu-tenth,objective=mse,variational=1.0"
    )
    #expect(
      try Self.uNet(hasSkips: true).summary
        == "image-autoencoder:image=32x32x3,widths=16/32/64/128,kernel=3,bottleneck=none,latents=512,activation=relu,objective=mse,variational=none,downsampling=pooling,skips=yes,output-activation=sigmoid,initialisation=he,dropout=0.1"
    )
    let summaries = try Self.all().map(\.summary)
    #expect(Set(summaries).count == summaries.count)
  }

  @Test("a strided network has the layers, parameters and operations that it always had")
  func strided() throws {
    let architecture = try Self.variational()
    let convolutions = 75 * 64 + 64 + 1600 * 128 + 128 + 3200 * 256 + 256
    let dense = 4097 * 1024 + 513 * 4096
    let transposed = 6400 * 128 + 128 + 3200 * 64 + 64 + 1600 * 3 + 3
    #expect(architecture.parameterCount == convolutions + dense + transposed)
    let first = 2 * 75 * 64 * 256
    let forward =
      2 * first + 4 * 1600 * 128 * 64 + 4 * 3200 * 256 * 16 + 2 * 4096 * (1024 + 512)
    #expect(architecture.trainingOperationsPerImage == 3 * forward - first)
  }

  @Test("a strided network's nodes read the seeds that they always read")
  func seeds() throws {
    let seed = SeedPath(root: 6)
    let shape = ImageShape(height: 8, width: 4, channels: 3)
    let network = ImageAutoencoderNetwork(
      try ImageAutoencoderArchitecture(
        image: shape, widths: [6, 5], kernel: 3, bottleneck: .dense, latentDimension: 7,
        divergenceWeight: 0.1), batchCapacity: 2, shardCount: 1, seed: seed)
    var builder = GraphBuilder<Float>(batchCapacity: 2)
    let input = builder.data(columns: shape.elementCount)
    var map = FeatureMap(builder.scaleAndShift(input, scale: 2, shift: -1), shape: shape)
    for (index, width) in [6, 5].enumerated() {
      map = builder.convolution(
        map, filters: width, kernel: 3, stride: 2, activation: .leakyReLUTenth,
        seed: seed["weights", index + 1])
    }
    let statistics = builder.dense(
      map.value, width: 14, activation: .linear, seed: seed["weights", 3], fanOut: 7)
    let latents = builder.latentSampling(
      statistics, divergenceWeight: 0.1, seed: seed["noise", "latent"]
    ).latents
    map = FeatureMap(
      builder.dense(latents, width: 10, activation: .leakyReLUTenth, seed: seed["weights", 4]),
      shape: map.shape)
    for (index, width) in [6, 3].enumerated() {
      map = builder.transposedConvolution(
        map, filters: width, kernel: 3, stride: 2, activation: .leakyReLUTenth,
        seed: seed["weights", index + 5])
    }
    let graph = Graph(builder)
    // All but the biases of the output, which begin at mid-grey.
    for (ours, theirs) in zip(network.graph.parameters, graph.parameters).dropLast() {
      #expect(network.graph.numbers(of: ours) == graph.numbers(of: theirs))
    }
    #expect(network.graph.parameters.count == graph.parameters.count)
    #expect(network.graph.streamCount == 1)
  }

  @Test("what cannot be built is refused with its reason")
  func refusals() {
    func expect(
      _ error: ArchitectureError, image: ImageShape = Self.colour32, widths: [Int] = [8],
      kernel: Int = 3, downsampling: ImageAutoencoderArchitecture.Downsampling = .pooling,
      dense: [Int] = [], bottleneck: ImageAutoencoderArchitecture.Bottleneck = .dense,
      latents: Int = 6, hasSkips: Bool = false, latentActivation: Activation = .linear,
      output: Activation = .linear, dropout: Double = 0,
      objective: ImageAutoencoderArchitecture.Objective = .squaredError, weight: Double? = nil,
      penalty: LatentPenalty? = nil
    ) {
      #expect(throws: error) {
        try ImageAutoencoderArchitecture(
          image: image, widths: widths, kernel: kernel, downsampling: downsampling,
          denseWidths: dense, bottleneck: bottleneck, latentDimension: latents, hasSkips: hasSkips,
          latentActivation: latentActivation, outputActivation: output, dropoutRate: dropout,
          objective: objective, divergenceWeight: weight, penalty: penalty)
      }
      #expect(error.description.hasSuffix("."))
    }
    let limit = AutoencoderArchitecture.parameterLimit
    expect(.badHiddenWidth(0), widths: [8, 0])
    expect(.badHiddenWidth(-2), dense: [-2])
    expect(.noLatents(0), latents: 0)
    expect(.badKernel(0), kernel: 0)
    expect(.badDropoutRate(1), dropout: 1)
    expect(.badDivergenceWeight(-1), weight: -1)
    expect(
      .badImageSize(Self.grey28, halvings: 3), image: Self.grey28, widths: [4, 4, 4],
      downsampling: .stride)
    expect(.badImageSize(Self.grey28, halvings: 6), image: Self.grey28, widths: [4, 4, 4, 4, 4, 4])
    expect(.badMapOfLatents(6, pixels: 64), bottleneck: .convolution)
    expect(
      .latentsAreNotLastMap(6, map: ImageShape(height: 16, width: 16, channels: 8)),
      bottleneck: .lastMap)
    expect(.noMap(bottleneck: "convolution"), widths: [], bottleneck: .convolution, latents: 256)
    expect(.noMap(bottleneck: "none"), widths: [], bottleneck: .lastMap, latents: 3072)
    expect(
      .denseLayersWithoutDenseBottleneck([5]), dense: [5], bottleneck: .lastMap, latents: 2048)
    expect(
      .noLatentLayer("a variational autoencoder"), bottleneck: .lastMap, latents: 2048, weight: 1)
    expect(
      .noLatentLayer("an activation of its own"), bottleneck: .lastMap, latents: 2048,
      latentActivation: .tanh)
    expect(.badSkips, downsampling: .stride, hasSkips: true)
    expect(.badSkips, bottleneck: .convolution, latents: 64, hasSkips: true)
    expect(.badVariationalLatents, latentActivation: .relu, weight: 1)
    expect(.badVariationalLatents, weight: 1, penalty: .absolute(weight: 1))
    expect(.sparsityNeedsSigmoid, penalty: .sparsity(target: 0.1, weight: 1))
    expect(.crossEntropyNeedsSigmoid, objective: .binaryCrossEntropy)
    expect(.badOutputActivation("relu"), output: .relu)
    expect(.badPenaltyWeight(-1), penalty: .absolute(weight: -1))
    expect(
      .badSparsityTarget(1), latentActivation: .sigmoid, penalty: .sparsity(target: 1, weight: 1))
    expect(.tooManyParameters(limit: limit), dense: [1 << 20, 1 << 20])
    expect(.tooManyParameters(limit: limit), latents: Int.max)
    expect(.tooManyParameters(limit: limit), kernel: Int.max)
  }

  @Test("penalties are written as they are read")
  func penalties() throws {
    for text in ["l1:weight=0.25", "kl-sparsity:target=0.05,weight=1.5"] {
      let penalty = try #require(try LatentPenalty.parse(text))
      #expect(penalty.description == text)
    }
    let none = try LatentPenalty.parse("none")
    #expect(none == nil)
    for text in [
      "l2:weight=1", "l1", "l1:weight=-1", "kl-sparsity:weight=1", "none:weight=1",
      "kl-sparsity:target=0,weight=1", "l1:weight=1,target=0.1",
    ] {
      #expect(throws: (any Error).self) { try LatentPenalty.parse(text) }
    }
  }
}
