import Foundation
import RDCore

/// Why a stream of coded numbers cannot be made or read.
public enum StreamError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case noModel(method: String, reason: String)
  case noTables(method: String, families: [String])
  case componentRate(method: String, rate: Double, highest: Double)
  case targetOutOfReach(method: String, decibels: Double, reached: Double)
  case notANumber(index: Int, value: Double)
  case tooFine
  case countChanged(expected: Int, found: Int)
  case notAStream
  case unknownVersion(UInt8)
  case truncated
  case headerAltered
  case impossibleHeader(reason: String)
  case damagedPayload(reason: String)
  case altered
  case tooLarge(count: Int, byteCount: Int)
  case notReversible(sample: Int)
  case severalArrays(Int)
  case noSuchRows(wanted: String, count: Int)
  case boundMissed(array: String)

  package var failureClass: FailureClass {
    switch self {
    case .noModel, .noTables, .componentRate, .targetOutOfReach, .severalArrays, .noSuchRows:
      .wrongUse
    case .countChanged: .inputOutput
    case .notReversible, .boundMissed: .trialFailed
    default: .badData
    }
  }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noModel(let method, let reason):
      "The symbols of '\(method)' cannot be coded at this rate; take a lower one. \(reason)"
    case .noTables(let method, let families):
      "The quantisers of '\(method)' cannot be put into a stream, which holds those of the kinds \(families.joined(separator: ", ")). Take another method, such as ectcq:states=256."
    case .componentRate(let method, let rate, let highest):
      "The strongest component of the transform needs \((rate * 100).rounded() / 100) bits, but '\(method)' has \(highest) at most. Take a lower rate or another method."
    case .targetOutOfReach(let method, let decibels, let reached):
      "'\(method)' does not reach a signal-to-noise ratio of \(Self.text(decibels)) dB here, but \(Self.text(reached)). Ask for less, or take another method."
    case .notANumber(let index, let value):
      "Number \(index) is \(value), but must be between -1e150 and 1e150. Remove or replace it."
    case .tooFine:
      "The numbers differ by less than 1e-140, too little to measure squared errors. Multiply them by a large number first."
    case .countChanged(let expected, let found):
      "The array had \(expected) numbers when it was measured and \(found) when it was coded. Encode it when nothing writes to it; a pipe cannot be read twice."
    case .notAStream:
      "This is not a stream of coded numbers: it does not begin with RDQ. Give a file that 'rdtool encode' wrote."
    case .unknownVersion(let version):
      "The stream has version \(version) of the format, but this program reads version \(StreamHeader.version). Take the program that wrote it."
    case .truncated:
      "The stream ends too early. Fetch it again as a whole."
    case .headerAltered:
      "The header of the stream was altered after it was written: its checksum is wrong. Fetch it again."
    case .impossibleHeader(let reason):
      "The header of the stream cannot be true: \(reason). Fetch it again."
    case .damagedPayload(let reason):
      "The coded numbers cannot be read. \(reason)"
    case .altered:
      "The stream was altered after it was written: its checksum is wrong. Fetch it again."
    case .tooLarge(let count, let byteCount):
      "The stream of \(byteCount) bytes says that it has \(count) numbers, far more than such files have. If it is to be trusted, add --any-size."
    case .severalArrays(let count):
      "There are \(count) arrays in it, but one is wanted. Decode them to a .npz or .safetensors file."
    case .noSuchRows(let wanted, let count):
      "The rows \(wanted) are not all there: the array has rows 0 to \(count), without the last. Ask for a range FIRST:END of these."
    case .boundMissed(let array):
      "Numbers of the array\(array.isEmpty ? "" : " '\(array)'") came back from the code with larger errors than asked for. This is an error of the program; please report it with the command that you gave."
    case .notReversible(let sample):
      "Sample \(sample) came back from the stream as another number than the encoder had. This is an error of the program; please report it with the command that you gave."
    }
  }

  /// Makes sure that numbers can be coded.
  static func check(_ numbers: [Double]) throws(StreamError) {
    if let index = numbers.firstIndex(where: { !(abs($0) <= 1e150) }) {
      throw .notANumber(index: index, value: numbers[index])
    }
  }

  /// A number with few digits.
  private static func text(_ number: Double) -> String { String(format: "%.3f", number) }
}
