import RDCore

/// Why an array cannot be coded, or a file of coded numbers cannot be read.
public enum CodedArrayError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case notACodedArray
  case unknownVersion(UInt8)
  case truncated
  case headerAltered
  case impossibleHeader(reason: String)
  case damagedPayload(reason: String)
  case altered
  case notStorable(method: String, families: [String])
  case noModel(method: String, reason: String)
  case countChanged(expected: Int, found: Int)
  case targetOutOfReach(method: String, decibels: Double, reached: Double)
  case tooFine

  package var failureClass: FailureClass {
    switch self {
    case .notStorable, .noModel, .targetOutOfReach: .wrongUse
    case .countChanged: .inputOutput
    default: .badData
    }
  }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notACodedArray:
      "This is not a file of coded numbers: it does not begin with RDAR. Give a file that 'rdtool encode' wrote."
    case .unknownVersion(let version):
      "The file of coded numbers has format version \(version), but this program reads version \(CodedArrayHeader.version). Take the program that wrote it."
    case .truncated:
      "The file of coded numbers ends too early. Fetch it again as a whole."
    case .headerAltered:
      "The header of the file of coded numbers was altered after it was written: its checksum is wrong. Fetch the file again."
    case .impossibleHeader(let reason):
      "The header of the file of coded numbers cannot be true: \(reason). Fetch the file again."
    case .damagedPayload(let reason):
      "The coded numbers cannot be read. \(reason)"
    case .altered:
      "The file of coded numbers was altered after it was written: its checksum is wrong. Fetch it again."
    case .notStorable(let method, let families):
      "The quantisers of '\(method)' cannot be put into a file of coded numbers, which holds those of the kinds \(families.joined(separator: ", ")). Take another method, such as ectcq-256."
    case .noModel(let method, let reason):
      "The symbols of '\(method)' cannot be coded at this rate; take a lower one. \(reason)"
    case .countChanged(let expected, let found):
      "The array had \(expected) numbers when it was measured and \(found) when it was coded. Encode it when nothing writes to it; a pipe cannot be read twice."
    case .tooFine:
      "The numbers differ by less than 1e-140, too little to measure squared errors. Multiply them by a large number first."
    case .targetOutOfReach(let method, let decibels, let reached):
      "'\(method)' does not reach a signal-to-noise ratio of \(CodedArrayHeader.text(decibels)) dB here, but \(CodedArrayHeader.text(reached)). Ask for less, or take another method."
    }
  }
}
