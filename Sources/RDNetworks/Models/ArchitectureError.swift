import RDCore

/// An autoencoder that cannot be built.
public enum ArchitectureError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// Vectors need at least one component.
  case badInputDimension(Int)

  /// The code has 0 components, or more than the vector.
  case badLatentDimension(Int, inputDimension: Int)

  /// A hidden layer has no unit.
  case badHiddenWidth(Int)

  /// A probability outside of `[0, 1)`.
  case badDropoutRate(Double)

  /// A weight that is negative or not finite.
  case badDivergenceWeight(Double)

  /// The sides, in pixels, cannot be halved that often.
  case badImageSize(ImageShape, halvings: Int)

  /// The latents are not a multiple of the pixels of their map.
  case badMapOfLatents(Int, pixels: Int)

  /// A number of latents below 1.
  case noLatents(Int)

  /// The side of a kernel, in pixels, is below 1.
  case badKernel(Int)

  /// The last feature map does not have as many elements as there are latents.
  case latentsAreNotLastMap(Int, map: ImageShape)

  /// The bottleneck needs a feature map, which is not there.
  case noMap(bottleneck: String)

  /// Widths of dense layers are given, but the bottleneck is not a dense layer.
  case denseLayersWithoutDenseBottleneck([Int])

  /// An option of the latent layer without such a layer.
  case noLatentLayer(String)

  /// Skip connections that do not fit the feature maps.
  case badSkips

  /// The bottleneck cannot be variational.
  case badVariationalLatents

  /// Sparsity is a divergence of activations from 0 to 1.
  case sparsityNeedsSigmoid

  /// The cross-entropy is one of outputs from 0 to 1.
  case crossEntropyNeedsSigmoid

  /// The weight of a penalty is negative or not finite.
  case badPenaltyWeight(Double)

  /// A mean activation outside of `(0, 1)`.
  case badSparsityTarget(Double)

  /// An activation that outputs cannot have.
  case badOutputActivation(String)

  /// More weights and biases than the limit.
  case tooManyParameters(limit: Int)

  /// The groups do not divide the numbers of channels.
  case badNormalisationGroups(Int, widths: [Int])

  /// A side is shorter than the window of the similarity, both in pixels.
  case imageBelowWindow(ImageShape, window: Int)

  /// Whether an image of another size might do.
  package var isOfImageSize: Bool {
    switch self {
    case .badImageSize, .badMapOfLatents, .latentsAreNotLastMap, .tooManyParameters,
      .imageBelowWindow:
      true
    default: false
    }
  }

  package var failureClass: FailureClass { .wrongUse }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .badInputDimension(let dimension):
      "A vector of \(dimension) components cannot be coded. Use a dimension of at least 1."
    case .badLatentDimension(let dimension, let inputDimension):
      "An autoencoder for vectors of \(inputDimension) components cannot have \(dimension) latents. "
        + "Use 1 to \(inputDimension)."
    case .badHiddenWidth(let width):
      "A hidden layer cannot have \(width) units. Use at least 1."
    case .badDropoutRate(let rate):
      "A dropout rate of \(rate) has no meaning. Use a probability from 0 to below 1."
    case .badDivergenceWeight(let weight):
      "A variational weight of \(weight) has no meaning. Use a finite number of at least 0."
    case .badImageSize(let shape, let halvings):
      "The sides of a \(shape) image cannot be halved \(halvings) times. Use fewer widths, or images whose sides are multiples of \(1 << min(halvings, 30)), or pooling, which rounds odd sides up."
    case .badMapOfLatents(let dimension, let pixels):
      "\(dimension) latents cannot be shared out among \(pixels) pixels. Use a multiple of \(pixels)."
    case .noLatents(let count):
      "An image cannot be coded in \(count) numbers. Use at least 1 latent."
    case .badKernel(let kernel):
      "A convolution cannot have a window of \(kernel) pixels. Use a kernel of at least 1."
    case .badNormalisationGroups(let groups, let widths):
      "Channels (\(widths.map(String.init).joined(separator: "/"))) cannot be normalised in \(groups) groups. Use groups that divide all widths, or none."
    case .imageBelowWindow(let shape, let window):
      "The similarity of \(shape) images has no window of \(window) pixels. Use larger images, or another objective."
    case .latentsAreNotLastMap(let count, let map):
      "With the bottleneck none the last map is the code, and it has \(map.elementCount) numbers (\(map)), not \(count). Use latents = \(map.elementCount)."
    case .noMap(let bottleneck):
      "With the bottleneck \(bottleneck) the latents are a map, and there is no convolution. Give widths, or use the bottleneck dense."
    case .denseLayersWithoutDenseBottleneck(let widths):
      "Dense layers (\(widths.map(String.init).joined(separator: "/"))) lead to a dense bottleneck only. Use the bottleneck dense, or leave them out."
    case .noLatentLayer(let property):
      "With the bottleneck none the last map is the code, which cannot have \(property). Use the bottleneck dense or convolution."
    case .badSkips:
      "Skip connections go around poolings. Use the downsampling pooling or average-pooling, and the bottleneck none or dense."
    case .badVariationalLatents:
      "The latents of a variational autoencoder are linear, and its divergence is their penalty. Leave out the latent activation and the penalty, or beta."
    case .sparsityNeedsSigmoid:
      "The penalty kl-sparsity takes latents for probabilities. Use the latent activation sigmoid."
    case .crossEntropyNeedsSigmoid:
      "The objective bce takes samples for probabilities. Use the output activation sigmoid."
    case .badPenaltyWeight(let weight):
      "A penalty of latents cannot have the weight \(weight). Use a finite number of at least 0."
    case .badSparsityTarget(let target):
      "A target of \(target) for the mean of a latent cannot be reached. Use a number between 0 and 1."
    case .badOutputActivation(let name):
      "A reconstruction cannot end with the activation \(name). Use linear or sigmoid."
    case .tooManyParameters(let limit):
      "The autoencoder would have more than \(limit) parameters. Use fewer or narrower hidden layers."
    }
  }
}
