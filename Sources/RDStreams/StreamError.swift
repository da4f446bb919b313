import RDCore

/// Why a stream cannot be made or read.
public enum StreamError: DiagnosedError, Equatable {
  /// The symbols of a context cannot be modelled, for they are too many.
  case noModel(symbolCount: Int, reason: String)

  /// The first bytes are not those of a stream of samples.
  case notAStream

  /// The version is one that this program does not read.
  case unknownVersion(UInt8)

  /// The stream was written with other tables than the decoder has.
  case otherCodec(stream: UInt64, decoder: UInt64)

  /// The header or the payload ends too early.
  case truncated(at: Int)

  /// There are bytes after the end.
  case trailingBytes(count: Int)

  /// A number of the header cannot be true.
  case impossibleCount(what: String, count: UInt64)

  /// The payload does not hold what the header says.
  case damagedPayload(reason: String)

  /// What was decoded is not what was encoded.
  case notReversible(sample: Int)

  /// A stream that does not come back is a failure of the program; everything else lies in the stream.
  public var failureClass: FailureClass {
    switch self {
    case .noModel: .wrongUse
    case .notReversible: .trialFailed
    default: .badData
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .noModel(let symbolCount, let reason):
      "The \(symbolCount) symbols of the quantiser cannot be coded; take a lower rate. \(reason)"
    case .notAStream:
      "This is no stream of coded samples: it does not begin with RDQ. Give a file that was written by an encoder."
    case .unknownVersion(let version):
      "The stream is of version \(version), but this program reads version \(StreamHeader.version) only. Take the program that wrote it."
    case .otherCodec(let stream, let decoder):
      "The stream was written with the tables \(String(stream, radix: 16)), but the decoder has \(String(decoder, radix: 16)). Decode with the source, method, rate and seed that it was encoded with."
    case .truncated(let place):
      "The stream ends after byte \(place), too early. Fetch it again as a whole."
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
