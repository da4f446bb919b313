public import RDCore

/// The shape of a convolutional autoencoder of small images: strided convolutions to a map of features, latents, and the mirror image of it
/// all by transposed convolutions.
///
/// The activation follows every layer but the latent one and the last, which are linear.
public struct ImageAutoencoderArchitecture: Sendable, Equatable {
  /// How the latents are made from the last map of features.
  public enum Bottleneck: String, Sendable, CaseIterable {
    /// By a dense layer: each latent sees the whole image.
    case dense

    /// By one more strided convolution, whose map the latents are: each sees a part of the image.
    case convolution
  }

  /// What a reconstruction is measured by in training.
  public enum Objective: String, Sendable, CaseIterable {
    /// Half the squared error, summed over the samples of an image from 0 to 1: the negative logarithm of a Gaussian likelihood of
    /// variance 1 up to a constant.
    case squaredError = "mse"

    /// A hundred times one minus the structural similarity.
    case structuralSimilarity = "ssim"
  }

  /// The shape of the images.
  public let image: ImageShape

  /// The channels of the maps of features, each from the one before by a convolution of stride 2.
  public let widths: [Int]

  /// Pixels along a side of every convolution's window.
  public let kernel: Int

  /// How the latents are made.
  public let bottleneck: Bottleneck

  /// Numbers of a latent vector.
  public let latentDimension: Int

  /// The activation of the hidden layers.
  public let activation: Activation

  /// What a reconstruction is measured by.
  public let objective: Objective

  /// The weight `beta` of a nat of divergence beside the objective, for a variational autoencoder; `nil` for a plain one.
  ///
  /// With the squared error, `beta` is the variance of the likelihood, up to a factor of the whole objective.
  public let divergenceWeight: Double?

  /// An architecture.
  ///
  /// - Throws: ``ArchitectureError`` for whatever is out of range.
  public init(
    image: ImageShape, widths: [Int], kernel: Int = 5, bottleneck: Bottleneck,
    latentDimension: Int, activation: Activation = .leakyReLUTenth,
    objective: Objective = .squaredError, divergenceWeight: Double?
  ) throws(ArchitectureError) {
    if let width = widths.first(where: { $0 < 1 }) { throw .badHiddenWidth(width) }
    guard latentDimension >= 1, latentDimension <= image.elementCount else {
      throw .badLatentDimension(latentDimension, inputDimension: image.elementCount)
    }
    if let weight = divergenceWeight {
      guard weight >= 0, weight.isFinite else { throw .badDivergenceWeight(weight) }
    }
    let halvings = widths.count + (bottleneck == .convolution ? 1 : 0)
    let scale = 1 << min(halvings, 30)
    guard image.height.isMultiple(of: scale), image.width.isMultiple(of: scale) else {
      throw .badImageSize(image, halvings: halvings)
    }
    let pixels = image.pixelCount / (scale * scale)
    if bottleneck == .convolution {
      guard latentDimension.isMultiple(of: pixels) else {
        throw .badMapOfLatents(latentDimension, pixels: pixels)
      }
    }
    self.image = image
    self.widths = widths
    self.kernel = kernel
    self.bottleneck = bottleneck
    self.latentDimension = latentDimension
    self.activation = activation
    self.objective = objective
    self.divergenceWeight = divergenceWeight
  }

  /// The shape in one line that tells any two architectures apart.
  public var summary: String {
    let widths = widths.map(String.init).joined(separator: "/")
    let weight = divergenceWeight.map { "\($0)" } ?? "none"
    return "image-autoencoder:image=\(image),widths=\(widths),kernel=\(kernel),"
      + "bottleneck=\(bottleneck.rawValue),latents=\(latentDimension),"
      + "activation=\(activation.name),objective=\(objective.rawValue),variational=\(weight)"
  }
}
