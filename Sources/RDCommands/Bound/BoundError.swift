import RDCore

/// Why no bound can be shown.
package enum BoundError: DiagnosedError, Equatable {
  /// The measure has no meaning for the source, or nothing is known under it.
  case measureDoesNotFit(source: String, kind: String, measure: String, fitting: [String])

  /// The distortion at that rate underflows.
  case belowRange(source: String, rate: Double)

  /// Bounds at a finite blocklength are not known for the source.
  case noFiniteBlocklength(source: String, measure: String)

  /// A blocklength without the probability with which the distortion may be exceeded, or the other way round.
  case excessMissing(source: String)
  case blocklengthMissing

  /// A probability that is not strictly between 0 and 1.
  case badExcess(String)

  /// A block of a process whose covariance would be too large.
  case blockTooLong(blocklength: Int, limit: Int)

  /// Quantisers and subsampling are for densities under mean-square error.
  case notForCodes(flag: String)

  /// A matrix of distortions for a source whose symbols cannot be counted.
  case notDiscrete(source: String, kind: String)

  /// A matrix of distortions with another number of rows than there are symbols.
  case matrixDoesNotFit(source: String, rows: Int, symbols: Int)

  /// A distortion below 0, with its position from 1.
  case badDistortion(row: Int, column: Int, value: Double)

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    switch self {
    case .notDiscrete(let source, let kind):
      "--distortion-matrix: '\(source)' is \(kind), but a matrix has a row for each symbol of a discrete source. Use bernoulli:p=… or discrete:probabilities=…."
    case .matrixDoesNotFit(let source, let rows, let symbols):
      "--distortion-matrix: the file has \(rows) rows, but '\(source)' has \(symbols) symbols. Give a row for each symbol and a column for each reproduction."
    case .badDistortion(let row, let column, let value):
      "--distortion-matrix: row \(row), column \(column) is \(value), but a distortion is not negative."
    case .measureDoesNotFit(let source, let kind, let measure, let fitting):
      "No bound under the measure '\(measure)' is known for '\(source)', \(kind). Take --measure \(fitting.joined(separator: " or "))."
    case .belowRange(let source, let rate):
      "The distortion of '\(source)' at \(rate) bits per sample is too small to be written as a number. Take a lower rate or a wider source."
    case .noFiniteBlocklength(let source, let measure):
      "Bounds at a finite blocklength with an excess probability are known for gaussian under mse and for discrete sources of two symbols under hamming, not for '\(source)' under \(measure). Leave out --excess, and --blocklength unless the source is a process."
    case .excessMissing(let source):
      "--blocklength needs --excess for '\(source)': the probability with which the distortion of a block may be above its limit, as in --excess 0.01."
    case .blocklengthMissing:
      "--excess needs --blocklength: the samples of a block, as in --blocklength 100."
    case .badExcess(let text):
      "--excess is '\(text)', but must be a probability above 0 and below 1, as in 0.01."
    case .blockTooLong(let blocklength, let limit):
      "A block of \(blocklength) samples of a process is too long: the eigenvalues of its covariance are computed for at most \(limit). Take a shorter block, or leave --blocklength out for the limit of long ones."
    case .notForCodes(let flag):
      "\(flag) is for sources with a density under mse. Leave it out."
    }
  }
}
