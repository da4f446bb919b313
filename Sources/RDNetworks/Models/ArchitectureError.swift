import RDCore

/// An autoencoder that cannot be built.
package enum ArchitectureError: DiagnosedError, Equatable {
  /// The vectors would have no component.
  case badInputDimension(Int)

  /// The code would be empty or longer than the vector.
  case badLatentDimension(Int, inputDimension: Int)

  /// A hidden layer without a unit.
  case badHiddenWidth(Int)

  /// A probability outside `[0, 1)`.
  case badDropoutRate(Double)

  /// A negative or infinite weight of the divergence.
  case badDivergenceWeight(Double)

  /// Images whose sides cannot be halved so often.
  case badImageSize(ImageShape, halvings: Int)

  /// Latents that do not share out among the pixels of their map.
  case badMapOfLatents(Int, pixels: Int)

  /// No number would be left of an image.
  case noLatents(Int)

  /// A window without a pixel.
  case badKernel(Int)

  /// The last map is to be the code, and has another size.
  case latentsAreNotLastMap(Int, map: ImageShape)

  /// Latents are to be a map, and there is none.
  case noMap(bottleneck: String)

  /// Dense layers before latents that no dense layer makes.
  case denseLayersWithoutDenseBottleneck([Int])

  /// Something that only a layer of latents can have.
  case noLatentLayer(String)

  /// Skip connections without pooling, or around a convolution that makes the latents.
  case badSkips

  /// Latents of a variational autoencoder with an activation or a penalty.
  case badVariationalLatents

  /// A sparsity of latents that may be outside 0 to 1.
  case sparsityNeedsSigmoid

  /// A cross-entropy of samples that may be outside 0 to 1.
  case crossEntropyNeedsSigmoid

  /// A negative or infinite weight of the latents' penalty.
  case badPenaltyWeight(Double)

  /// A target of the latents' sparsity outside 0 to 1.
  case badSparsityTarget(Double)

  /// An activation that no image can follow.
  case badOutputActivation(String)

  /// More parameters than one process should hold.
  case tooManyParameters(limit: Int)

  /// Whether an image of another size might do.
  package var isOfImageSize: Bool {
    switch self {
    case .badImageSize, .badMapOfLatents, .latentsAreNotLastMap, .tooManyParameters: true
    default: false
    }
  }

  /// Any of them is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
  package var description: String {
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
    case .latentsAreNotLastMap(let count, let map):
      "With the bottleneck none the last map is the code, and it has \(map.elementCount) numbers (\(map)), not \(count). Use latents = \(map.elementCount)."
    case .noMap(let bottleneck):
      "With the bottleneck \(bottleneck) the latents are a map, and there is no convolution. Give widths, or use the bottleneck dense."
    case .denseLayersWithoutDenseBottleneck(let widths):
      "Dense layers (\(widths.map(String.init).joined(separator: "/"))) lead to a dense bottleneck only. Use the bottleneck dense, or leave them out."
    case .noLatentLayer(let property):
      "With the bottleneck none the last map is the code, which cannot have \(property). Use the bottleneck dense or convolution."
    case .badSkips:
      "Skip connections go around poolings. Use the downsampling pooling, and the bottleneck none or dense."
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
