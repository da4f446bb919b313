import RDCore

/// Samples that have no valid distribution.
public enum EmpiricalDistributionError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// There is no sample.
  case noSamples

  /// A sample, indexed from 0, is not finite or too large to be squared.
  case sampleOutOfRange(index: Int, value: Double)

  /// All samples are equal, or so close that their variance underflows.
  case constant(Double)

  /// A weight, indexed from 0, is negative or not finite.
  case weightOutOfRange(index: Int, value: Double)

  /// All weights are 0.
  case noWeight

  package var failureClass: FailureClass { .badData }

  /// The message.
  public var description: String {
    switch self {
    case .noSamples:
      "There are no samples. Give at least two different ones."
    case .sampleOutOfRange(let index, let value):
      "Sample \(index + 1) is \(value). Samples must be numbers between -1e150 and 1e150."
    case .constant(let value):
      "All samples are \(value), so there is nothing to quantise. Give samples that differ."
    case .weightOutOfRange(let index, let value):
      "Weight \(index + 1) is \(value). Weights must be finite and not negative."
    case .noWeight:
      "All weights are 0. Give one above 0 to each sample that counts."
    }
  }
}
