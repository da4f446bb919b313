import RDCore
import RDNetworks

/// A transform codec as a recorded graph for images of one size, with its objective: bits of the latents and `lambda` times the squared
/// error of the image, samples from 0 to 1.
///
/// The same parameters serve every size, see `Graph.copyParameters`.
///
/// > Source: [balle2017], equation 1 with the entropy model of section 3; surrogates [theis2017].
package struct TransformCodecNetwork<Scalar: EngineScalar> {
  package let graph: Graph<Scalar>

  /// The images, samples from 0 to 1, shape `[batch, height * width * 3]`; data.
  package let input: Value

  /// The latents before they are quantised.
  package let latents: FeatureMap

  /// The quantised latents, which the synthesis reads.
  package let quantised: FeatureMap

  /// The reconstruction minus 1/2.
  package let output: FeatureMap

  /// The nodes from the input to the latents.
  package let analysis: Range<Int>

  /// The nodes from the quantised latents to the output.
  package let synthesis: Range<Int>

  /// The rate of each image under the learned entropy model, in bits.
  package let rate: LossTerm

  /// The squared error of each image, summed over its samples.
  package let squaredError: LossTerm

  /// Records the codec; initial weights and noise follow from `seed`.
  ///
  /// - Parameters:
  ///   - architecture: the shape.
  ///   - height: rows of the images, a multiple of the stride.
  ///   - width: pixels in a row, a multiple of the stride.
  ///   - batchCapacity: images in a shard.
  ///   - shardCount: shards of a batch.
  ///   - surrogate: the surrogate of rounding in training.
  ///   - lambda: the Lagrangian weight of a unit of squared error, in bits.
  ///   - seed: the seed.
  package init(
    _ architecture: TransformCodecArchitecture, height: Int, width: Int, batchCapacity: Int,
    shardCount: Int = 1, surrogate: TransformCodecArchitecture.Surrogate = .additiveNoise,
    lambda: Double, seed: SeedPath
  ) {
    precondition(height % architecture.stride == 0 && width % architecture.stride == 0)
    let shape = ImageShape(height: height, width: width, channels: 3)
    var builder = GraphBuilder<Scalar>(batchCapacity: batchCapacity)
    input = builder.data(columns: shape.elementCount)
    // About as wide as the latents' steps, and centred, for faster learning.
    let centred = builder.scaleAndShift(input, scale: 4, shift: -2)
    let target = builder.scaleAndShift(input, scale: 1, shift: -0.5)
    let isDivisive = architecture.nonlinearity == .gdn
    let between: Activation = isDivisive ? .linear : .leakyReLU
    var map = FeatureMap(centred, shape: shape)
    for layer in 1...architecture.layers {
      let isLast = layer == architecture.layers
      map = builder.convolution(
        map, filters: isLast ? architecture.latentChannels : architecture.filters,
        kernel: architecture.kernel, stride: 2, activation: isLast ? .linear : between,
        seed: seed["analysis", layer])
      if isDivisive && !isLast {
        map = builder.generalisedDivisiveNormalisation(map, isInverse: false)
      }
    }
    latents = map
    analysis = 0..<builder.nodeCount

    func quantise(_ map: FeatureMap, _ kind: QuantisationSurrogate) -> FeatureMap {
      builder.quantisationSurrogate(map, kind: kind, seed: seed["noise", kind.rawValue])
    }
    switch surrogate {
    case .mixed:
      let copies = builder.fork(latents, count: 2)
      rate = builder.factorisedRate(quantise(copies[0], .additiveNoise)).rate
      quantised = quantise(copies[1], .straightThrough)
    case .additiveNoise, .straightThrough, .stochasticRounding:
      let kind: QuantisationSurrogate =
        switch surrogate {
        case .straightThrough: .straightThrough
        case .stochasticRounding: .stochasticRounding
        case .additiveNoise, .mixed: .additiveNoise
        }
      let rated = builder.factorisedRate(quantise(latents, kind))
      rate = rated.rate
      quantised = rated.latents
    }

    let synthesisStart = builder.nodeCount
    map = quantised
    for layer in 1...architecture.layers {
      let isLast = layer == architecture.layers
      map = builder.transposedConvolution(
        map, filters: isLast ? 3 : architecture.filters, kernel: architecture.kernel, stride: 2,
        activation: isLast ? .linear : between, seed: seed["synthesis", layer])
      if isDivisive && !isLast {
        map = builder.generalisedDivisiveNormalisation(map, isInverse: true)
      }
    }
    output = map
    synthesis = synthesisStart..<builder.nodeCount
    squaredError = builder.squaredError(output.value, target: target, weight: lambda)
    graph = Graph(builder, shardCount: shardCount)
  }
}

extension TransformCodecNetwork: TrainableNetwork where Scalar == Float {
  package var reportedTerms: [(name: String, term: LossTerm)] {
    [("bits", rate), ("squared_error", squaredError)]
  }
}
