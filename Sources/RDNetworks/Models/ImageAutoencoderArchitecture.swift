import RDCore

/// The shape of an autoencoder of small images: maps of features that halve the sides, dense layers, latents, and the mirror image of it all.
///
/// Every part may be missing: without `widths` all layers are dense, without `denseWidths` the latents follow from the last map at once.
/// ``activation`` follows every layer but the one of the latents and the last. The encoder sees samples from -1 to 1.
///
/// With `hasSkips` it is a U-Net, whose decoder also reads the encoder's maps: what is coded is then `codeCount` numbers, not
/// ``latentDimension``.
package struct ImageAutoencoderArchitecture: Sendable, Equatable {
  /// The bottleneck between the last feature map and the latents.
  package enum Bottleneck: String, Sendable, CaseIterable {
    /// By a dense layer: each latent sees the whole image.
    case dense

    /// By one more convolution that halves the sides, whose map the latents are: each sees a part of the image.
    case convolution

    /// Not at all: the last map itself is the code.
    case lastMap = "none"
  }

  /// How the sides of maps are halved, and doubled again.
  package enum Downsampling: String, Sendable, CaseIterable {
    /// By convolutions of stride 2; the decoder has as many transposed ones, the last of which gives the image.
    case stride

    /// By the maxima of 2x2 pixels behind each convolution, odd sides rounded up. The decoder has a convolution before each doubling,
    /// and one more that gives the image.
    case pooling

    /// The same by the means of 2x2 pixels, without odd sides.
    case averagePooling = "average-pooling"
  }

  /// The reconstruction loss.
  package enum Objective: String, Sendable, CaseIterable {
    /// Half the squared error, summed over the samples of an image from 0 to 1: the negative logarithm of a Gaussian likelihood of
    /// variance 1 up to a constant.
    case squaredError = "mse"

    /// A hundred times one minus the structural similarity.
    case structuralSimilarity = "ssim"

    /// A hundred times one minus the multi-scale structural similarity, with as many scales as fit into the image.
    case multiscaleStructuralSimilarity = "ms-ssim"

    /// The binary cross-entropy in nats, summed over the samples of an image, each the probability of white.
    case binaryCrossEntropy = "bce"

    /// The absolute error, summed over the samples of an image from 0 to 1.
    case absoluteError = "mae"

    /// Whether it is a number of the image, rather than a sum over its samples.
    package var isPerImage: Bool {
      self == .structuralSimilarity || self == .multiscaleStructuralSimilarity
    }
  }

  /// The shape of the images.
  package let image: ImageShape

  /// The channels of the maps of features, each of half as many rows and columns as the one before; may be empty with a dense bottleneck.
  package let widths: [Int]

  /// Pixels along a side of every convolution's window.
  package let kernel: Int

  /// How the sides of maps are halved.
  package let downsampling: Downsampling

  /// The widths of dense layers between the last map and the latents, of a dense bottleneck; the decoder has them in reverse.
  package let denseWidths: [Int]

  /// How the latents are made.
  package let bottleneck: Bottleneck

  /// Numbers of a latent vector; may exceed those of an image.
  package let latentDimension: Int

  /// Whether the map before each pooling also goes past the latents, to the decoder's map of that size.
  ///
  /// > Source: [ronneberger2015], figure 1.
  package let hasSkips: Bool

  /// The groups of channels that are normalised behind every hidden convolution; 0 for no normalisation.
  package let normalisationGroups: Int

  /// The activation of the hidden layers.
  package let activation: Activation

  /// What follows the layer of the latents, where they have one.
  package let latentActivation: Activation

  /// What follows the last layer: linear, or sigmoid for samples that stay from 0 to 1.
  package let outputActivation: Activation

  /// The range of the first weights.
  package let initialisation: WeightInitialisation

  /// The probability, in `[0, 1)`, that a number of a hidden layer's output is dropped in training.
  package let dropoutRate: Double

  /// What a reconstruction is measured by.
  package let objective: Objective

  /// The weight `beta` of a nat of divergence beside the objective, for a variational autoencoder; `nil` for a plain one.
  ///
  /// With the squared error, `beta` is the variance of the likelihood, up to a factor of the whole objective.
  package let divergenceWeight: Double?

  /// What latents of a plain autoencoder cost beside the objective.
  package let penalty: LatentPenalty?

  /// An architecture.
  ///
  /// - Throws: ``ArchitectureError`` for whatever is out of range, or does not go together.
  package init(
    image: ImageShape, widths: [Int], kernel: Int = 5, downsampling: Downsampling = .stride,
    denseWidths: [Int] = [], bottleneck: Bottleneck, latentDimension: Int, hasSkips: Bool = false,
    normalisationGroups: Int = 0, activation: Activation = .leakyReLUTenth,
    latentActivation: Activation = .linear,
    outputActivation: Activation = .linear, initialisation: WeightInitialisation = .glorot,
    dropoutRate: Double = 0, objective: Objective = .squaredError, divergenceWeight: Double? = nil,
    penalty: LatentPenalty? = nil
  ) throws(ArchitectureError) {
    self.image = image
    self.widths = widths
    self.kernel = kernel
    self.downsampling = downsampling
    self.denseWidths = denseWidths
    self.bottleneck = bottleneck
    self.latentDimension = latentDimension
    self.hasSkips = hasSkips
    self.normalisationGroups = normalisationGroups
    self.activation = activation
    self.latentActivation = latentActivation
    self.outputActivation = outputActivation
    self.initialisation = initialisation
    self.dropoutRate = dropoutRate
    self.objective = objective
    self.divergenceWeight = divergenceWeight
    self.penalty = penalty
    try checkNumbers()
    try checkCombinations()
    try checkMaps()
    try checkParameterCount()
  }

  /// Whether each latent is a distribution.
  package var isVariational: Bool { divergenceWeight != nil }

  /// The shape in one line that tells any two architectures apart.
  ///
  /// What came later is named only where it is not as it was before, so that trainings keep their names.
  package var summary: String {
    func list(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: "/") }
    let weight = divergenceWeight.map { "\($0)" } ?? "none"
    var summary =
      "image-autoencoder:image=\(image),widths=\(list(widths)),kernel=\(kernel),"
      + "bottleneck=\(bottleneck.rawValue),latents=\(latentDimension),"
      + "activation=\(activation.name),objective=\(objective.rawValue),variational=\(weight)"
    if downsampling != .stride { summary += ",downsampling=\(downsampling.rawValue)" }
    if !denseWidths.isEmpty { summary += ",dense=\(list(denseWidths))" }
    if hasSkips { summary += ",skips=yes" }
    if normalisationGroups != 0 { summary += ",groups=\(normalisationGroups)" }
    if latentActivation != .linear { summary += ",latent-activation=\(latentActivation.name)" }
    if outputActivation != .linear { summary += ",output-activation=\(outputActivation.name)" }
    if initialisation != .glorot { summary += ",initialisation=\(initialisation.rawValue)" }
    if dropoutRate != 0 { summary += ",dropout=\(dropoutRate)" }
    if let penalty { summary += ",penalty=\(penalty)" }
    return summary
  }
}
