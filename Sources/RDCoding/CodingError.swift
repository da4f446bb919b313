import RDCore

/// Why a model cannot be built, or a stream cannot be decoded.
public enum CodingError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The precision, in bits of the sum of all frequencies, is out of range.
  case invalidPrecision(Int)

  /// The number of symbols is 0 or above the limit.
  case invalidSymbolCount(Int, limit: Int)

  /// A probability, indexed from 0, is negative, infinite or not a number.
  case invalidProbability(index: Int, value: Double)

  /// The probabilities do not add up to 1, or the counts add up to 0.
  case invalidSum(Double)

  /// No prefix code whose words have at most this number of bits has this number of symbols.
  case invalidLengthLimit(Int, symbolCount: Int)

  /// The stream ends, after this number of bytes, before the requested symbol.
  case endOfStream(byteCount: Int)

  /// The stream, of this number of bytes, is longer than its symbols, or does not end as an encoder's stream does.
  case notAtEnd(byteCount: Int)

  /// The start of a stream cannot be read.
  case damagedStart(reason: String)

  /// Stored bits are not a valid table of frequencies or code lengths.
  case damagedTable(reason: String)

  package var failureClass: FailureClass {
    switch self {
    case .invalidPrecision, .invalidSymbolCount, .invalidProbability, .invalidSum,
      .invalidLengthLimit:
      .wrongUse
    case .endOfStream, .notAtEnd, .damagedStart, .damagedTable: .badData
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .invalidPrecision(let precision):
      "Frequencies cannot have a precision of \(precision) bits. Take 1 to \(SymbolModel.maximumPrecision)."
    case .invalidSymbolCount(let count, let limit):
      "A model cannot have \(count) symbols. Take 1 to \(limit), or another precision."
    case .invalidProbability(let index, let value):
      "The probability of symbol \(index) is \(value). Give a number from 0 to 1."
    case .invalidSum(let sum):
      "The probabilities add up to \(sum) instead of 1. Divide them by their sum."
    case .invalidLengthLimit(let limit, let symbolCount):
      "No prefix code for \(symbolCount) symbols has all codewords within \(limit) bits. Take a limit from the logarithm of that number to \(HuffmanCode.maximumLength)."
    case .endOfStream(let byteCount):
      "The stream ends after \(byteCount) bytes, before its last symbol. It was cut off, or is read with another model than it was written with; get it again."
    case .notAtEnd(let byteCount):
      "The stream of \(byteCount) bytes does not end where its last symbol does. It was altered, or is read with another model than it was written with; get it again."
    case .damagedStart(let reason):
      "The stream cannot be read from its first bytes on: \(reason). It was altered or cut off; get it again."
    case .damagedTable(let reason):
      "The stored table cannot be read: \(reason). It was altered or cut off; get it again."
    }
  }
}
