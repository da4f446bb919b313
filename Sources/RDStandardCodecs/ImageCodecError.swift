import RDCore

/// Why an image could not be encoded or decoded.
package enum ImageCodecError: DiagnosedError, Equatable {
  case libraryAbsent(codec: String, library: String)
  case unsupported(codec: String, what: String, remedy: String)
  case notEncoded(codec: String, reason: String)
  case notDecoded(codec: String, reason: String)
  case tooLarge(codec: String, width: Int, height: Int, channels: Int, sampleLimit: Int)
  case outOfReach(codec: String, asked: String, reached: String)
  case noControl(codec: String)
  case settingOutOfRange(codec: String, control: String, setting: Double, expected: String)

  package var failureClass: FailureClass {
    switch self {
    case .libraryAbsent: .missing
    case .unsupported, .outOfReach, .noControl, .settingOutOfRange: .wrongUse
    case .notEncoded: .trialFailed
    case .notDecoded, .tooLarge: .badData
    }
  }

  /// A reason, which may be a whole message of another error, as a part of a sentence.
  private static func clause(_ reason: String) -> String {
    reason.hasSuffix(".") ? String(reason.dropLast()) : reason
  }

  package var description: String {
    switch self {
    case .libraryAbsent(let codec, let library):
      "'\(codec)' needs \(library), without which this program was built. Run scripts/setup, and build again."
    case .unsupported(let codec, let what, let remedy):
      "'\(codec)' has no \(what). \(remedy)"
    case .notEncoded(let codec, let reason):
      "'\(codec)' could not encode the image: \(Self.clause(reason)). Try another setting; if it fails too, please report it with the image."
    case .notDecoded(let codec, let reason):
      "This is not a whole file of '\(codec)': \(Self.clause(reason)). Give the file that the encoder wrote, or fetch it again."
    case .tooLarge(let codec, let width, let height, let channels, let sampleLimit):
      "The file of '\(codec)' claims \(width)x\(height) pixels of \(channels) channels, above the limit of \(sampleLimit) samples. Cut the image up before it is encoded."
    case .outOfReach(let codec, let asked, let reached):
      "'\(codec)' cannot reach \(asked): the nearest it comes is \(reached). Ask for that, or take another codec."
    case .noControl(let codec):
      "'\(codec)' has nothing that sets its size or quality. Take a lossy codec, or leave the target out."
    case .settingOutOfRange(let codec, let control, let setting, let expected):
      "'\(codec)' has no \(control) of \(setting). Take \(expected)."
    }
  }
}
