import RDCore

/// The shape of a nonlinear transform codec: strided convolutions to latents, and transposed convolutions back.
///
/// > Source: [balle2017], section 2, with three halvings instead of a quartering and two.
package struct TransformCodecArchitecture: Sendable, Equatable {
  /// Channels between the layers.
  package var filters: Int
  package var latentChannels: Int

  /// Pixels along a side of the windows.
  package var kernel: Int

  /// Convolutions on each side, each of stride 2.
  package var layers: Int

  /// The activation of each convolution but the last.
  package var nonlinearity: Nonlinearity

  package enum Nonlinearity: String, Sendable, CaseIterable {
    /// Generalised divisive normalisation, inverse in the synthesis.
    case gdn

    /// The leaky rectified linear unit.
    case leakyReLU = "leaky-relu"
  }

  /// The surrogate of rounding in training.
  package enum Surrogate: String, Sendable, CaseIterable {
    /// Uniform noise in rate and distortion.
    case additiveNoise = "additive-noise"

    /// Rounding in both, with the slope of the identity.
    case straightThrough = "straight-through"

    /// Random rounding in both.
    case stochasticRounding = "stochastic-rounding"

    /// Uniform noise in the rate, rounding in the distortion.
    ///
    /// > Source: [minnen2020], section 3.
    case mixed
  }

  /// A shape; the defaults are those of a small and fast codec.
  package init(
    filters: Int = 32, latentChannels: Int = 48, kernel: Int = 5, layers: Int = 3,
    nonlinearity: Nonlinearity = .gdn
  ) {
    self.filters = filters
    self.latentChannels = latentChannels
    self.kernel = kernel
    self.layers = layers
    self.nonlinearity = nonlinearity
  }

  /// Pixels from one latent to the next: sides of images are filled up to multiples of it.
  package var stride: Int { 1 << layers }
  static let kernelLimit = 13

  /// Latents to either side that a latent, or a pixel, depends on at most: the windows of all layers together reach no
  /// further, since each lies on a grid twice as dense as the one before.
  package var reach: Int { kernel / 2 }

  /// The maximum number of pixels of a tile; larger images are split into overlapping tiles: half a million with 64
  /// channels at half of the image's resolution, and fewer with more, since memory grows with both.
  package var pixelLimit: Int {
    let channels = max(layers > 1 ? filters : 1, latentChannels >> (2 * (layers - 1)))
    return min(1 << 19, (1 << 25) / channels)
  }

  /// The number of weights of all convolutions.
  var weightCount: Int {
    let widths = [3] + Array(repeating: filters, count: layers - 1) + [latentChannels]
    return 2 * kernel * kernel * zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The architecture in one line.
  package var summary: String {
    "transform-codec:filters=\(filters),latents=\(latentChannels),kernel=\(kernel),layers=\(layers),nonlinearity=\(nonlinearity.rawValue)"
  }
}

extension TransformCodecArchitecture {
  /// Rejects images that a network of this shape cannot be trained on.
  package func check(_ shape: ImageShape) throws(ImageContainerError) {
    guard shape.channels == 3, shape.height % stride == 0, shape.width % stride == 0 else {
      throw .untrainableShape(shape, stride: stride)
    }
  }

  /// Reads what ``summary`` writes.
  ///
  /// - Throws: `DescriptorError` or `UnknownName` for anything else.
  package init(parsing text: String) throws {
    let descriptor = try Descriptor(parsing: text)
    guard descriptor.name == "transform-codec" else {
      throw UnknownName(
        kind: "architecture", name: descriptor.name, known: ["transform-codec"])
    }
    try descriptor.checkKeys(["filters", "latents", "kernel", "layers", "nonlinearity"])
    func count(_ key: String, _ range: ClosedRange<Int>) throws(DescriptorError) -> Int {
      let expected = "an integer from \(range.lowerBound) to \(range.upperBound)"
      return Int(
        try descriptor.requiredNumber(key, expected: expected) {
          $0 == $0.rounded() && Double(range.lowerBound)...Double(range.upperBound) ~= $0
        })
    }
    let name = descriptor.text("nonlinearity") ?? ""
    guard let nonlinearity = Nonlinearity(rawValue: name) else {
      throw UnknownName(
        kind: "nonlinearity", name: name, known: Nonlinearity.allCases.map(\.rawValue))
    }
    self.init(
      filters: try count("filters", 1...1024), latentChannels: try count("latents", 1...1024),
      kernel: try count("kernel", 1...Self.kernelLimit), layers: try count("layers", 1...6),
      nonlinearity: nonlinearity)
  }
}
