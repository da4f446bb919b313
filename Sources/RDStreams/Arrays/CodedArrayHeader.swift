import Foundation
import RDArrayFiles
import RDCoding
import RDCore
import RDSources

/// What stands before the coded numbers of an array.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `RDAR` |
/// | 1 | format version |
/// | 1 | bit 0: numbers of 8 bytes instead of 4; bit 1: the first index runs fastest |
/// | varying, and so many | how the array was coded, for the reader's eyes |
/// | varying, for each | dimensions, then the extent of each |
/// | 8 | mean |
/// | 8 | standard deviation; 0 if all numbers are the mean |
/// | varying, and so many | the quantiser and its models (`StoredCode`); nothing where no symbols follow |
/// | 4 | checksum of all bytes before it |
///
/// Numbers of varying length are in groups of 7 bits, least first, with the top bit set on all but the last byte; others have the least
/// significant byte first. After the header come the symbols, by one range coder, and a checksum of the whole file.
package struct CodedArrayHeader: Sendable {
  /// What a file begins with.
  package static let magic = Array("RDAR".utf8)

  /// The version that is written and read.
  package static let version: UInt8 = 1

  /// How the array was coded, for the reader's eyes.
  package let method: String

  /// What the array is besides its numbers.
  package let form: ArrayForm

  /// The mean of the numbers.
  package let mean: Double

  /// The standard deviation of the numbers about it; 0 if all are the mean.
  package let deviation: Double

  /// The quantiser and its models; `nil` where there are no symbols.
  package let code: StoredCode?

  /// Bytes of the method's text, and of the stored quantiser, at most.
  private static let methodLimit = 1 << 10
  private static let codeLimit = 1 << 24

  init(
    method: String, form: ArrayForm, mean: Double, deviation: Double, code: StoredCode?
  ) {
    self.method = String(decoding: method.utf8.prefix(Self.methodLimit), as: UTF8.self)
    self.form = form
    self.mean = mean
    self.deviation = deviation
    self.code = code
  }

  /// The bytes of the header.
  package var bytes: [UInt8] {
    var bytes = Self.magic + [Self.version]
    bytes.append((form.element == .float64 ? 1 : 0) | (form.isFortranOrder ? 2 : 0))
    let text = Array(method.utf8)
    Self.append(text.count, to: &bytes)
    bytes += text
    Self.append(form.shape.count, to: &bytes)
    for extent in form.shape { Self.append(extent, to: &bytes) }
    for number in [mean, deviation] {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(shift)))
      }
    }
    var stored: [UInt8] = []
    if let code {
      var writer = BitWriter()
      code.write(to: &writer)
      stored = writer.finish()
    }
    Self.append(stored.count, to: &bytes)
    bytes += stored
    var digest = Fingerprint()
    for byte in bytes { digest.absorb(UInt64(byte)) }
    return bytes + digest.checksum
  }

  /// Reads a header.
  ///
  /// - Throws: ``CodedArrayError``, the first of its cases that applies, or what reading throws.
  init(from bytes: inout CheckedBytes) throws {
    let magic = try? bytes.take(Self.magic.count)
    guard magic == Self.magic else { throw CodedArrayError.notACodedArray }
    let version = try bytes.take(1)[0]
    guard version == Self.version else { throw CodedArrayError.unknownVersion(version) }
    let flags = try bytes.take(1)[0]
    let textLength = try Self.number(from: &bytes, limit: Self.methodLimit, what: "characters")
    let text = try bytes.take(textLength)
    let dimensions = try Self.number(
      from: &bytes, limit: ArrayForm.dimensionLimit, what: "dimensions")
    var shape: [Int] = []
    for _ in 0..<dimensions {
      shape.append(try Self.number(from: &bytes, limit: .max, what: "numbers"))
    }
    let numbers = try (0..<2).map { _ in
      let eight = try bytes.take(8)
      return Double(
        bitPattern: eight.enumerated().reduce(0) {
          $0 | UInt64($1.element) << UInt64(8 * $1.offset)
        })
    }
    let storedLength = try Self.number(from: &bytes, limit: Self.codeLimit, what: "bytes of tables")
    let stored = try bytes.take(storedLength)
    let checksum = bytes.checksum
    guard try bytes.take(CheckedBytes.checksumLength) == checksum else {
      throw CodedArrayError.headerAltered
    }
    guard flags < 4 else { throw CodedArrayError.impossibleHeader(reason: "it has unknown flags") }
    guard
      let form = ArrayForm(
        element: flags & 1 == 1 ? .float64 : .float32, shape: shape, isFortranOrder: flags & 2 == 2)
    else {
      throw CodedArrayError.impossibleHeader(reason: "the shape \(shape) has too many numbers")
    }
    let bound = SourceScale.range.upperBound
    guard abs(numbers[0]) <= bound, (0...bound).contains(numbers[1]) else {
      throw CodedArrayError.impossibleHeader(
        reason: "the mean is \(numbers[0]) and the standard deviation \(numbers[1])")
    }
    guard stored.isEmpty == (numbers[1] == 0 || form.count == 0) else {
      throw CodedArrayError.impossibleHeader(
        reason: stored.isEmpty ? "it has no quantiser" : "it has a quantiser for equal numbers")
    }
    var code: StoredCode?
    if !stored.isEmpty {
      var reader = BitReader(stored)
      do throws(CodingError) {
        code = try StoredCode(from: &reader)
        try reader.finish()
      } catch {
        throw CodedArrayError.impossibleHeader(reason: "its tables are damaged (\(error))")
      }
    }
    self.init(
      method: String(decoding: text, as: UTF8.self), form: form, mean: numbers[0],
      deviation: numbers[1], code: code)
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A number of at most 49 bits.
  private static func number(
    from bytes: inout CheckedBytes, limit: Int, what: String
  ) throws -> Int {
    var number = 0
    for shift in stride(from: 0, to: 49, by: 7) {
      let byte = try bytes.take(1)[0]
      number |= Int(byte & 0x7f) << shift
      guard byte < 0x80 else { continue }
      guard number <= limit else { break }
      return number
    }
    throw CodedArrayError.impossibleHeader(reason: "it claims \(number) \(what)")
  }

  /// A number with few digits, for messages.
  package static func text(_ number: Double) -> String { String(format: "%.3f", number) }
}
