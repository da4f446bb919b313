import RDCore

extension ImageAutoencoderArchitecture {
  /// The layers from the image to the latents, or to the means and log-variances of a variational autoencoder.
  package var encoderLayers: [ImageAutoencoderLayer] {
    var path = LayerPath(from: image, of: self)
    for width in widths { path.reduce(to: width, activation) }
    let numbers = isVariational ? 2 * latentDimension : latentDimension
    switch bottleneck {
    case .lastMap: break
    case .dense:
      for width in denseWidths { path.hiddenDense(.vector(width), activation) }
      path.dense(.vector(numbers), latentActivation, fanOut: latentDimension)
    case .convolution:
      let pixels = mapSize(afterHalvings: widths.count + 1, channels: 1).pixelCount
      path.reduce(to: numbers / pixels, latentActivation, isLatent: true)
    }
    return path.layers
  }

  /// The layers from the latents to the reconstruction; with the binary cross-entropy, to the logits of its samples.
  package var decoderLayers: [ImageAutoencoderLayer] {
    let last = objective == .binaryCrossEntropy ? Activation.linear : outputActivation
    var path = LayerPath(from: latentShape, of: self)
    var channels = Array(widths.reversed())
    switch bottleneck {
    case .lastMap: break
    case .dense:
      for width in denseWidths.reversed() { path.hiddenDense(.vector(width), activation) }
      guard !widths.isEmpty else {
        path.dense(image, last)
        return path.layers
      }
      path.hiddenDense(lastMapShape, activation)
    case .convolution: channels.insert(lastMapShape.channels, at: 0)
    }
    switch downsampling {
    case .stride:
      for width in channels.dropFirst() { path.hiddenTransposedConvolution(width, activation) }
      path.transposedConvolution(image.channels, last)
    case .pooling, .averagePooling:
      for (index, width) in channels.enumerated() {
        let level = channels.count - 1 - index
        path.hiddenConvolution(width, activation)
        path.upsample(to: mapSize(afterHalvings: level, channels: width))
        if hasSkips { path.concatenate(channels: widths[level]) }
      }
      path.convolution(image.channels, last)
    }
    return path.layers
  }

  /// The shape of the latents as the decoder reads them; a vector has one pixel.
  package var latentShape: ImageShape {
    switch bottleneck {
    case .dense: .vector(latentDimension)
    case .lastMap: lastMapShape
    case .convolution:
      {
        let size = mapSize(afterHalvings: widths.count + 1, channels: 1)
        return ImageShape(
          height: size.height, width: size.width, channels: latentDimension / size.pixelCount)
      }()
    }
  }

  /// The shape of the last map of features that the encoder makes before the latents; the image where it makes none.
  package var lastMapShape: ImageShape {
    mapSize(afterHalvings: widths.count, channels: widths.last ?? image.channels)
  }

  /// The shapes of the maps that go past the latents to the decoder, in the encoder's order; none without skip connections.
  package var skippedShapes: [ImageShape] {
    encoderLayers.filter { $0.kind == .skip }.map(\.output)
  }

  /// A map whose sides are those of the image, halved so often and rounded up.
  func mapSize(afterHalvings halvings: Int, channels: Int) -> ImageShape {
    func halved(_ side: Int) -> Int { (side + (1 << halvings) - 1) >> halvings }
    return ImageShape(
      height: halved(image.height), width: halved(image.width), channels: channels)
  }
}

/// Layers one after the other, each reading what the one before it gives.
private struct LayerPath {
  private(set) var layers: [ImageAutoencoderLayer] = []
  private var shape: ImageShape
  private let architecture: ImageAutoencoderArchitecture

  init(from shape: ImageShape, of architecture: ImageAutoencoderArchitecture) {
    self.shape = shape
    self.architecture = architecture
  }

  private mutating func add(
    _ kind: ImageAutoencoderLayer.Kind, to output: ImageShape, _ activation: Activation = .linear
  ) {
    layers.append(
      ImageAutoencoderLayer(kind: kind, input: shape, output: output, activation: activation))
    shape = output
  }

  private mutating func drop() {
    if architecture.dropoutRate > 0 { add(.dropout, to: shape) }
  }

  private mutating func finishHiddenConvolution() {
    if architecture.normalisationGroups > 0 {
      add(.groupNormalisation(groups: architecture.normalisationGroups), to: shape)
    }
    drop()
  }

  mutating func dense(_ output: ImageShape, _ activation: Activation, fanOut: Int? = nil) {
    add(.dense(fanOut: fanOut ?? output.elementCount), to: output, activation)
  }

  mutating func hiddenDense(_ output: ImageShape, _ activation: Activation) {
    dense(output, activation)
    drop()
  }

  mutating func convolution(_ channels: Int, stride: Int = 1, _ activation: Activation) {
    // Exact division where sides are multiples of the stride, which is checked when an architecture is made.
    add(
      .convolution(stride: stride),
      to: ImageShape(
        height: shape.height / stride, width: shape.width / stride, channels: channels), activation)
  }

  mutating func hiddenConvolution(_ channels: Int, _ activation: Activation) {
    convolution(channels, activation)
    finishHiddenConvolution()
  }

  mutating func transposedConvolution(_ channels: Int, _ activation: Activation) {
    add(
      .transposedConvolution,
      to: ImageShape(height: 2 * shape.height, width: 2 * shape.width, channels: channels),
      activation)
  }

  mutating func hiddenTransposedConvolution(_ channels: Int, _ activation: Activation) {
    transposedConvolution(channels, activation)
    finishHiddenConvolution()
  }

  /// Half as many rows and columns, rounded up.
  mutating func reduce(to channels: Int, _ activation: Activation, isLatent: Bool = false) {
    let downsampling = architecture.downsampling
    convolution(channels, stride: downsampling == .stride ? 2 : 1, activation)
    if !isLatent { finishHiddenConvolution() }
    guard downsampling != .stride else { return }
    if architecture.hasSkips, !isLatent { add(.skip, to: shape) }
    add(
      downsampling == .pooling ? .maximumPooling : .averagePooling,
      to: ImageShape(
        height: (shape.height + 1) / 2, width: (shape.width + 1) / 2, channels: channels))
  }

  mutating func upsample(to output: ImageShape) {
    add(.upsampling, to: output)
  }

  mutating func concatenate(channels: Int) {
    add(
      .concatenation,
      to: ImageShape(
        height: shape.height, width: shape.width, channels: shape.channels + channels))
  }
}

extension ImageShape {
  /// A vector, which is a map of one pixel.
  fileprivate static func vector(_ count: Int) -> ImageShape {
    ImageShape(height: 1, width: 1, channels: count)
  }
}
