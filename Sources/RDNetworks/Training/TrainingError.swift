import RDCore

/// A training that cannot start or continue.
package enum TrainingError: DiagnosedError, Equatable {
  /// There are no training rows.
  case noVectors

  /// There are no training images.
  case noImages

  /// An image whose shape differs from the others'.
  case unusableShape(found: ImageShape, wanted: ImageShape, isCropped: Bool)

  /// The training vectors do not fit the network.
  case dimensionMismatch(expected: Int, found: Int)

  /// A training vector holds an infinity or no number.
  case nonFiniteData(vector: Int, component: Int)

  /// A batch size that is not positive.
  case badBatchSize(Int)

  /// A learning rate that is not a positive number.
  case badLearningRate(Double)

  /// A limit of the gradient that is not a positive number.
  case badGradientLimit(Double)

  /// The loss is no longer a finite number.
  case diverged(epoch: Int)

  /// Whether the request, the data or the trial is at fault.
  package var failureClass: FailureClass {
    switch self {
    case .badBatchSize, .badLearningRate, .badGradientLimit, .dimensionMismatch: .wrongUse
    case .noVectors, .noImages, .unusableShape, .nonFiniteData: .badData
    case .diverged: .trialFailed
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .noVectors:
      "There are no training vectors. Give at least one."
    case .noImages:
      "There are no training images. Give at least one."
    case .unusableShape(let found, let wanted, let isCropped):
      isCropped
        ? "A training image is \(found), of which no part of \(wanted) can be cut. Leave it out or use a smaller crop."
        : "A training image is \(found), but the first is \(wanted). Use images of one size, or a crop."
    case .dimensionMismatch(let expected, let found):
      "The training vectors have \(found) components, but the network takes \(expected). "
        + "Make the input dimension \(found)."
    case .nonFiniteData(let vector, let component):
      "Training vector \(vector + 1) is not finite in component \(component + 1). Clean the data."
    case .badBatchSize(let size):
      "A batch of \(size) vectors cannot be trained on. Use a batch size of at least 1."
    case .badLearningRate(let rate):
      "A learning rate of \(rate) has no meaning. Use a positive number, such as 0.001."
    case .badGradientLimit(let limit):
      "A gradient limit of \(limit) has no meaning. Use a positive number, or none."
    case .diverged(let epoch):
      "Training diverged: the loss of epoch \(epoch) is not a finite number. Use a lower learning rate."
    }
  }
}
