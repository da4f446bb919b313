import RDCore
import RDNetworks
import Testing

@Suite("Autoencoders of images")
struct ImageAutoencoderTests {
  private static let seed = SeedPath(root: 12)
  private static let shape = ImageShape(height: 7, width: 6, channels: 2)

  /// Images with some order in them: each a wave of its own direction, phase and brightness.
  private static func images(count: Int) -> ImageBlock {
    var stream = RandomStream(seed: seed["images", count])
    var samples: [UInt8] = []
    for _ in 0..<count {
      let across = 60 * stream.nextUniform()
      let down = 60 * stream.nextUniform()
      let first = 100 * stream.nextUniform()
      for row in 0..<shape.height {
        for column in 0..<shape.width {
          let value = first + (across * Double(column) + down * Double(row)) / 5
          samples += [UInt8(min(255, value)), UInt8(255 - min(255, value))]
        }
      }
    }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }

  /// A U-Net with everything that a network may have, or without skip connections.
  private static func uNet(hasSkips: Bool) throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: shape, widths: [4, 6], kernel: 3, downsampling: .pooling, denseWidths: [9],
      bottleneck: .dense, latentDimension: 5, hasSkips: hasSkips, activation: .elu,
      latentActivation: .sigmoid, outputActivation: .sigmoid, initialisation: .he,
      dropoutRate: 0.1, objective: .binaryCrossEntropy,
      penalty: .sparsity(target: 0.2, weight: 0.05))
  }

  private static func trained(
    _ architecture: ImageAutoencoderArchitecture, epochs: Int, jobs: Int = 1, shards: Int = 3,
    learningRate: Double = 1e-2
  ) throws -> (ImageAutoencoder, Trainer) {
    let autoencoder = ImageAutoencoder(
      architecture, batchCapacity: (10 + shards - 1) / shards, shardCount: shards, seed: seed)
    let trainer = try Trainer(
      autoencoder.network, architecture: architecture.summary,
      options: TrainingOptions(batchSize: 10, learningRate: learningRate),
      rows: ImageRows([images(count: 60)]), seed: seed, jobs: jobs)
    for _ in 0..<epochs { _ = try trainer.trainEpoch() }
    return (autoencoder, trainer)
  }

  @Test(
    "decoding codes is reconstructing, with all that crosses in the code", arguments: [false, true])
  func codes(hasSkips: Bool) throws {
    let architecture = try Self.uNet(hasSkips: hasSkips)
    let (autoencoder, _) = try Self.trained(architecture, epochs: 2)
    let images = Self.images(count: 23)
    let codes = autoencoder.encode(images)
    #expect(codes.dimension == architecture.codeCount)
    #expect(autoencoder.latentDimension == architecture.codeCount)
    #expect(hasSkips == (codes.dimension > 5))
    let direct = autoencoder.reconstruct(images)
    // Other images in between, so that nothing is left from the encoder.
    _ = autoencoder.encode(Self.images(count: 9))
    #expect(autoencoder.decode(codes) == direct)
    #expect(direct.dimension == Self.shape.elementCount)
    #expect(direct.elements.allSatisfy { 0 <= $0 && $0 <= 1 })
    #expect(
      codes.elements.indices.allSatisfy { $0 % codes.dimension >= 5 || 0...1 ~= codes.elements[$0] }
    )
  }

  @Test("the skipped maps say what the bottleneck does not")
  func leak() throws {
    let images = Self.images(count: 30)
    func error(hasSkips: Bool, isCut: Bool = false) throws -> Double {
      let (autoencoder, _) = try Self.trained(Self.uNet(hasSkips: hasSkips), epochs: 60)
      var codes = autoencoder.encode(images)
      if isCut {
        codes = VectorBlock(
          count: codes.count, dimension: codes.dimension,
          elements: codes.elements.indices.map {
            $0 % codes.dimension < 5 ? codes.elements[$0] : 0
          })
      }
      let decoded = autoencoder.decode(codes)
      return zip(decoded.elements, images.samples).reduce(0) {
        let difference = Double($1.0) - Double($1.1) / 255
        return $0 + difference * difference
      } / Double(decoded.elements.count)
    }
    let leaking = try error(hasSkips: true)
    #expect(leaking < (try error(hasSkips: false)))
    #expect(leaking < (try error(hasSkips: true, isCut: true)) / 2)
  }

  @Test("a whole U-Net has the gradient of central differences, odd sides and all")
  func gradient() throws {
    let architecture = try Self.uNet(hasSkips: true)
    var recorder = ImageAutoencoderRecorder<Double>(
      architecture, batchCapacity: 3, seed: Self.seed)
    let input = recorder.builder.data(columns: Self.shape.elementCount)
    var map = FeatureMap(input, shape: Self.shape)
    map = recorder.record(architecture.encoderLayers, on: map)
    map = recorder.record(architecture.decoderLayers, on: map)
    _ = recorder.builder.binaryCrossEntropy(
      ofLogits: map.value, target: input, weight: 1 / Double(Self.shape.elementCount))
    let graph = Graph(recorder.builder)
    scatterParameters(of: graph, seed: Self.seed)
    expectGradients(graph, inputs: [input], rowCount: 2, seed: Self.seed, atLeast: 1000)
  }

  @Test("training gives the same bits on any number of threads")
  func threads() throws {
    let architecture = try Self.uNet(hasSkips: true)
    let (_, alone) = try Self.trained(architecture, epochs: 3)
    let (_, together) = try Self.trained(architecture, epochs: 3, jobs: 3)
    #expect(alone.checkpoint() == together.checkpoint())
  }

  @Test("penalties do to the latents what they say")
  func penalties() throws {
    func codes(_ penalty: LatentPenalty?, _ activation: Activation) throws -> [Double] {
      let architecture = try ImageAutoencoderArchitecture(
        image: Self.shape, widths: [], denseWidths: [20], bottleneck: .dense, latentDimension: 8,
        activation: .elu, latentActivation: activation, penalty: penalty)
      let (autoencoder, trainer) = try Self.trained(architecture, epochs: 60, shards: 1)
      let names = trainer.network.reportedTerms.map(\.name)
      #expect(names == ["squared_error"] + (penalty == nil ? [] : ["penalty"]))
      return autoencoder.encode(Self.images(count: 60)).elements.map(Double.init)
    }
    func size(_ codes: [Double]) -> Double {
      codes.reduce(0) { $0 + abs($1) } / Double(codes.count)
    }
    #expect(
      size(try codes(.absolute(weight: 1), .linear)) < size(try codes(nil, .linear)) / 3)
    let sparse = try codes(.sparsity(target: 0.1, weight: 10), .sigmoid)
    // Within a few hundredths of the target, which the squared error pulls away from.
    #expect(abs(size(sparse) - 0.1) < 0.03)
  }

  @Test("a network that has learnt nothing is found out, and one that has is not")
  func collapse() throws {
    let images = Self.images(count: 40)
    let architecture = try Self.uNet(hasSkips: false)
    let (autoencoder, _) = try Self.trained(architecture, epochs: 3)
    #expect(autoencoder.collapse(on: images) == nil)
    // Too few images, or images that are all alike, tell nothing.
    #expect(autoencoder.collapse(on: images[0..<1]) == nil)

    func changed(
      _ architecture: ImageAutoencoderArchitecture, _ change: (Graph<Float>) -> Void
    ) -> NetworkCollapse? {
      let autoencoder = ImageAutoencoder(architecture, batchCapacity: 8, seed: Self.seed)
      change(autoencoder.network.graph)
      return autoencoder.collapse(on: images)
    }
    // Units that never fire: the biases of a rectified layer far below zero.
    let rectified = try ImageAutoencoderArchitecture(
      image: Self.shape, widths: [], denseWidths: [6], bottleneck: .dense, latentDimension: 3,
      activation: .relu)
    #expect(
      changed(rectified) { graph in
        graph.setNumbers(of: graph.parameters[1], to: Array(repeating: -1e3, count: 6))
      } == .deadLatents(count: 3))
    // The last weights are zero.
    let last = changed(rectified) { graph in
      let weights = graph.parameters[graph.parameters.count - 2]
      graph.setNumbers(of: weights, to: Array(repeating: 0, count: weights.rows * weights.columns))
    }
    guard case .constantOutput(let share) = last else {
      Issue.record("found \(String(describing: last))")
      return
    }
    // The square of a rounding of a mean in double precision.
    #expect(share < 1e-20)
    #expect(
      changed(rectified) { graph in
        // A rectified unit would hide it: the biases of the output.
        let biases = graph.parameters[graph.parameters.count - 1]
        graph.setNumbers(of: biases, to: Array(repeating: .nan, count: biases.columns))
      } == .notFinite)
    // A posterior that is N(0, 1) whatever the image: log-variances of zero need a bias of 2.
    let variational = try ImageAutoencoderArchitecture(
      image: Self.shape, widths: [], bottleneck: .dense, latentDimension: 3, divergenceWeight: 1)
    #expect(
      changed(variational) { graph in
        let weights = graph.parameters[0]
        graph.setNumbers(
          of: weights, to: Array(repeating: 0, count: weights.rows * weights.columns))
        graph.setNumbers(of: graph.parameters[1], to: [0, 0, 0, 2, 2, 2])
      } == .deadLatents(count: 3))
    for reason in [
      NetworkCollapse.notFinite, .deadLatents(count: 3), .constantOutput(share: 1e-6),
    ] {
      #expect(reason.failureClass == .trialFailed && reason.description.hasSuffix("."))
    }
  }
}
