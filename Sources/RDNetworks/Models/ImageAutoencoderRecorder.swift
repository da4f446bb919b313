import RDCore

package struct ImageAutoencoderRecorder<Scalar: EngineScalar> {
  package var builder: GraphBuilder<Scalar>

  /// The maps that went past the latents, in the encoder's order.
  package private(set) var skips: [FeatureMap] = []

  private let architecture: ImageAutoencoderArchitecture
  private let seed: SeedPath
  private var weightLayerCount = 0
  /// Skipped maps that the decoder has read.
  private var joinedCount = 0

  /// A recorder of an architecture's layers, whose weights and dropout follow from `seed`.
  package init(
    _ architecture: ImageAutoencoderArchitecture, batchCapacity: Int, seed: SeedPath
  ) {
    self.architecture = architecture
    self.seed = seed
    builder = GraphBuilder(batchCapacity: batchCapacity)
  }

  /// Records layers.
  package mutating func record(
    _ layers: [ImageAutoencoderLayer], on map: FeatureMap
  ) -> FeatureMap {
    layers.reduce(map) { record($1, on: $0) }
  }

  private mutating func record(
    _ layer: ImageAutoencoderLayer, on map: FeatureMap
  ) -> FeatureMap {
    precondition(map.shape == layer.input)
    let kernel = architecture.kernel
    let activation = layer.activation
    let initialisation = architecture.initialisation
    let output: FeatureMap
    switch layer.kind {
    case .dense(let fanOut):
      output = FeatureMap(
        builder.dense(
          map.value, width: layer.output.elementCount, activation: activation,
          initialisation: initialisation, seed: nextSeed(), fanOut: fanOut), shape: layer.output)
    case .convolution(let stride):
      output = builder.convolution(
        map, filters: layer.output.channels, kernel: kernel, stride: stride,
        activation: activation, initialisation: initialisation, seed: nextSeed())
    case .transposedConvolution:
      output = builder.transposedConvolution(
        map, filters: layer.output.channels, kernel: kernel, stride: 2,
        activation: activation, initialisation: initialisation, seed: nextSeed())
    case .maximumPooling:
      output = builder.maximumPooling(map, size: 2, keepsIncomplete: true)
    case .averagePooling:
      output = builder.averagePooling(map, size: 2)
    case .groupNormalisation(let groups):
      output = builder.groupNormalisation(map, groups: groups)
    case .upsampling:
      output = builder.upsampling(map, factor: 2, to: layer.output)
    case .dropout:
      output = FeatureMap(
        builder.dropout(
          map.value, rate: architecture.dropoutRate, seed: seed["dropout", weightLayerCount]),
        shape: map.shape)
    case .skip:
      let copies = builder.fork(map, count: 2)
      skips.append(copies[1])
      output = copies[0]
    case .concatenation:
      joinedCount += 1
      output = builder.concatenation(map, skips[skips.count - joinedCount])
    }
    precondition(output.shape == layer.output)
    return output
  }

  private mutating func nextSeed() -> SeedPath {
    weightLayerCount += 1
    return seed["weights", weightLayerCount]
  }
}
