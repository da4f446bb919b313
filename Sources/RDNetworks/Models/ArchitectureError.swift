import RDCore

/// An autoencoder that cannot be built.
public enum ArchitectureError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case badInputDimension(Int)
  case badLatentDimension(Int, inputDimension: Int)
  case badHiddenWidth(Int)
  case badDropoutRate(Double)
  case badDivergenceWeight(Double)
  case badImageSize(ImageShape, halvings: Int)
  case badMapOfLatents(Int, pixels: Int)
  case noLatents(Int)
  case badKernel(Int)
  case latentsAreNotLastMap(Int, map: ImageShape)
  case noMap(bottleneck: String)
  case denseLayersWithoutDenseBottleneck([Int])
  case noLatentLayer(String)
  case badSkips
  case badVariationalLatents
  case sparsityNeedsSigmoid
  case crossEntropyNeedsSigmoid
  case badPenaltyWeight(Double)
  case badSparsityTarget(Double)
  case badOutputActivation(String)
  case tooManyParameters(limit: Int)
  case badNormalisationGroups(Int, widths: [Int])
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
