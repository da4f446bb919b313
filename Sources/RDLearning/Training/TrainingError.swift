public import RDCore

/// A training that cannot start or go on.
public enum TrainingError: DiagnosedError, Equatable {
  /// There is nothing to learn from.
  case noVectors

  /// The training vectors do not fit the network.
  case dimensionMismatch(expected: Int, found: Int)

  /// A training vector holds an infinity or no number.
  case nonFiniteData(vector: Int, component: Int)

  /// A batch size that is not positive.
  case badBatchSize(Int)

  /// A learning rate that is not a positive number.
  case badLearningRate(Double)

  /// The loss is no longer a finite number.
  case diverged(epoch: Int)

  /// Whether the request, the data or the trial is at fault.
  public var failureClass: FailureClass {
    switch self {
    case .badBatchSize, .badLearningRate, .dimensionMismatch: .wrongUse
    case .noVectors, .nonFiniteData: .badData
    case .diverged: .trialFailed
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .noVectors:
      "There are no training vectors. Give at least one."
    case .dimensionMismatch(let expected, let found):
      "The training vectors have \(found) components, but the network takes \(expected). "
        + "Make the input dimension \(found)."
    case .nonFiniteData(let vector, let component):
      "Training vector \(vector + 1) is not finite in component \(component + 1). Clean the data."
    case .badBatchSize(let size):
      "A batch of \(size) vectors cannot be trained on. Use a batch size of at least 1."
    case .badLearningRate(let rate):
      "A learning rate of \(rate) has no meaning. Use a positive number, such as 0.001."
    case .diverged(let epoch):
      "Training diverged: the loss of epoch \(epoch) is not a finite number. Use a lower learning rate."
    }
  }
}
