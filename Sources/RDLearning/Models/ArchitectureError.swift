public import RDCore

/// An autoencoder that cannot be built.
public enum ArchitectureError: DiagnosedError, Equatable {
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

  /// More parameters than one process should hold.
  case tooManyParameters(limit: Int)

  /// Any of them is wrong use.
  public var failureClass: FailureClass { .wrongUse }

  /// The message.
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
      "The sides of a \(shape) image cannot be halved \(halvings) times. Use fewer widths, or images whose sides are multiples of \(1 << min(halvings, 30))."
    case .badMapOfLatents(let dimension, let pixels):
      "\(dimension) latents cannot be shared out among \(pixels) pixels. Use a multiple of \(pixels)."
    case .tooManyParameters(let limit):
      "The autoencoder would have more than \(limit) parameters. Use fewer or narrower hidden layers."
    }
  }
}
