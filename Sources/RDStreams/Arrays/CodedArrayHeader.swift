import Foundation
import RDArrayFiles
import RDCoding
import RDCore
import RDSources

/// The header of a file of coded numbers.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `RDAR` |
/// | 1 | format version |
/// | 1 | bit 0: numbers of 8 bytes instead of 4; bit 1: column-major order |
/// | varint, then that many | a description of the quantiser, for information |
/// | varints | number of dimensions, then the extent of each |
/// | 8 | mean |
/// | 8 | standard deviation; 0 if all numbers are the mean |
/// | varint, then that many | the quantiser and its models (`StoredCode`); empty where no symbols follow |
/// | 4 | checksum of all bytes before it |
///
/// Varints are little-endian base-128 (LEB128); other numbers are little-endian. After
/// the header come the symbols, by one range coder, and a checksum of the whole file.
package struct CodedArrayHeader: Sendable {
  package static let magic = Array("RDAR".utf8)
  package static let version: UInt8 = 1

  /// A description of the quantiser, for information.
  package let method: String
  package let form: ArrayForm
  package let mean: Double

  /// The standard deviation of the numbers about it; 0 if all are the mean.
  package let deviation: Double

  /// The quantiser and its models; `nil` without symbols.
  package let code: StoredCode?

  /// The maximum number of bytes of the description, and of the stored quantiser.
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

  package var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(UInt8((form.element == .float64 ? 1 : 0) | (form.isFortranOrder ? 2 : 0)))
    writer.appendVarint(method.utf8.count)
    writer.append(Array(method.utf8))
    writer.appendVarint(form.shape.count)
    for extent in form.shape { writer.appendVarint(extent) }
    writer.append(mean.bitPattern)
    writer.append(deviation.bitPattern)
    var stored: [UInt8] = []
    if let code {
      var writer = BitWriter()
      code.write(to: &writer)
      stored = writer.finish()
    }
    writer.appendVarint(stored.count)
    writer.append(stored)
    return writer.checked
  }

  /// Reads a header.
  ///
  /// - Throws: ``CodedArrayError``, the first of its cases that applies, or what reading throws.
  init(from bytes: inout CheckedBytes) throws {
    let magic = try? bytes.take { bytes throws(CodedArrayError) in
      Array(try bytes.take(Self.magic.count))
    }
    guard magic == Self.magic else { throw CodedArrayError.notACodedArray }
    let (flags, text, shape, mean, deviation, stored) = try bytes.take {
      bytes throws(CodedArrayError) in
      let version = try bytes.integer(UInt8.self)
      guard version == Self.version else { throw .unknownVersion(version) }
      let flags = try bytes.integer(UInt8.self)
      func count(_ what: String, limit: Int) throws(CodedArrayError) -> Int {
        // At most 49 bits.
        let number = try bytes.varint(what, groupLimit: 7)
        guard number <= limit else {
          throw .impossibleHeader(reason: "it claims \(number) \(what)")
        }
        return Int(number)
      }
      let text = Array(try bytes.take(try count("characters", limit: Self.methodLimit)))
      var shape: [Int] = []
      for _ in 0..<(try count("dimensions", limit: ArrayForm.dimensionLimit)) {
        shape.append(try count("numbers", limit: .max))
      }
      let mean = Double(bitPattern: try bytes.integer())
      let deviation = Double(bitPattern: try bytes.integer())
      let stored = Array(try bytes.take(try count("bytes of tables", limit: Self.codeLimit)))
      return (flags, text, shape, mean, deviation, stored)
    }
    // The file's checksum also covers this one.
    let checksum = bytes.checksum
    let found = try bytes.take { bytes throws(CodedArrayError) in
      Array(try bytes.take(Fingerprint.checksumLength))
    }
    guard found == checksum else { throw CodedArrayError.headerAltered }
    guard flags < 4 else { throw CodedArrayError.impossibleHeader(reason: "it has unknown flags") }
    guard
      let form = ArrayForm(
        element: flags & 1 == 1 ? .float64 : .float32, shape: shape, isFortranOrder: flags & 2 == 2)
    else {
      throw CodedArrayError.impossibleHeader(reason: "the shape \(shape) has too many numbers")
    }
    let bound = SourceScale.range.upperBound
    guard abs(mean) <= bound, (0...bound).contains(deviation) else {
      throw CodedArrayError.impossibleHeader(
        reason: "the mean is \(mean) and the standard deviation \(deviation)")
    }
    guard stored.isEmpty == (deviation == 0 || form.count == 0) else {
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
      method: String(decoding: text, as: UTF8.self), form: form, mean: mean,
      deviation: deviation, code: code)
  }

  /// A number rounded to a few digits, for messages.
  package static func text(_ number: Double) -> String { String(format: "%.3f", number) }
}
