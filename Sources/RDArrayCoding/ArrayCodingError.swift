import RDCore

/// Why an array cannot be coded, or its code not be decoded.
package enum ArrayCodingError: DiagnosedError, Equatable {
  /// The code is not one that an encoder writes.
  case damaged(String)

  /// The code of a chunk has another checksum.
  case altered

  /// The code ends too early.
  case truncated

  /// The least number of bytes that were reached for a given number.
  case rateOutOfReach(wanted: Int, possible: Int)

  /// A criterion that is not a number above 0.
  case invalidCriterion(Double)

  /// A relative error of integers.
  case relativeErrorOfIntegers

  package var failureClass: FailureClass {
    switch self {
    case .damaged, .altered, .truncated: .badData
    case .rateOutOfReach, .invalidCriterion, .relativeErrorOfIntegers: .wrongUse
    }
  }

  package var description: String {
    switch self {
    case .damaged(let reason):
      "The coded numbers cannot be read: \(reason). The file was altered or cut off; get it again."
    case .altered:
      "The coded numbers have another checksum than when they were written. The file was altered; get it again."
    case .truncated: "The coded numbers end too early. The file was cut off; get it again."
    case .rateOutOfReach(let wanted, let possible):
      "The array cannot be coded in \(wanted) bytes: the fewest that were found are \(possible). Ask for a higher rate."
    case .invalidCriterion(let value): "The target is \(value), but must be a number above 0."
    case .relativeErrorOfIntegers:
      "A relative error is for numbers of floating point, but these are integers. Ask for a maximum error, or for a lossless code."
    }
  }
}
