import RDCore

/// Why a stream cannot be written or read.
public enum StreamError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case noModel(symbolCount: Int, reason: String)
  case rateOutOfRange(method: String, rate: Double, rates: ClosedRange<Double>)
  case componentRate(method: String, rate: Double, highest: Double)
  case notAStream
  case unknownVersion(UInt8)
  case otherCodec(stream: UInt64, decoder: UInt64)
  case truncated(at: Int)
  case trailingBytes(count: Int)
  case impossibleCount(what: String, count: UInt64)
  case damagedPayload(reason: String)
  case notReversible(sample: Int)

  package var failureClass: FailureClass {
    switch self {
    case .noModel, .rateOutOfRange, .componentRate: .wrongUse
    case .notReversible: .trialFailed
    default: .badData
    }
  }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noModel(let symbolCount, let reason):
      "The \(symbolCount) symbols of the quantiser cannot be coded; take a lower rate. \(reason)"
    case .rateOutOfRange(let method, let rate, let rates):
      "'\(method)' has no quantiser of \(rate) bits per sample. Take a rate from \(rates.lowerBound) to \(rates.upperBound)."
    case .componentRate(let method, let rate, let highest):
      "The strongest component of the transform needs \((rate * 100).rounded() / 100) bits, but '\(method)' has \(highest) at most. Take a lower rate or another method."
    case .notAStream:
      "This is not a stream of coded samples: it does not begin with RDQ. Give a file that was written by an encoder."
    case .unknownVersion(let version):
      "The stream is of version \(version), but this program reads version \(StreamHeader.version) only. Take the program that wrote it."
    case .otherCodec(let stream, let decoder):
      "The stream was written with the tables \(String(stream, radix: 16)), but the decoder has \(String(decoder, radix: 16)). Decode with the source, method, rate and seed that it was encoded with."
    case .truncated(let position):
      "The stream ends after byte \(position), too early. Fetch it again as a whole."
    case .trailingBytes(let count):
      "There \(count == 1 ? "is 1 byte" : "are \(count) bytes") too many at the end of the stream. Cut it where it ended, or fetch it again."
    case .impossibleCount(let what, let count):
      "The header claims \(count) \(what), which cannot be in this stream. Fetch it again as a whole."
    case .damagedPayload(let reason):
      "The payload of the stream is damaged: \(reason)"
    case .notReversible(let sample):
      "Sample \(sample) came back from the stream as another number than the encoder had. This is an error of the program; please report it with the command that you gave."
    }
  }
}
