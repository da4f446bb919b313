import Foundation
import RDArrayCoding
import RDArrayFiles
import RDCoding
import RDCore
import RDSources

/// What stands before the symbols of a stream.
///
/// | bytes | what |
/// |---|---|
/// | 3 | `RDQ` |
/// | 1 | version of the format |
/// | 1 | bit 0: numbers of 8 bytes instead of 4; bit 1: the first index runs fastest; bit 2: the code is adaptive |
/// | varint, then that many | how the code was made, for the reader's eyes |
/// | varint, then one for each | dimensions, then the extent of each |
/// | 8 | mean |
/// | 8 | standard deviation; 0 if all numbers are the mean |
/// | varint, then that many | `SequenceTables`; nothing where no symbols follow |
/// | 4 | checksum of all bytes before it |
///
/// Where the code is adaptive, a byte with the type of the numbers stands in the place of mean, deviation and tables, and an `ArrayCode` in that
/// of the symbols.
///
/// A varint is in groups of 7 bits, least first, with the top bit set on all but the last byte; other numbers have the least
/// significant byte first. After the header come the symbols, by one range coder, and a checksum of the whole stream.
package struct StreamHeader: Sendable {
  package static let magic = Array("RDQ".utf8)
  package static let version: UInt8 = 2

  /// What the streams of arrays began with in version 1.
  package static let formerMagic = Array("RDAR".utf8)

  /// How the code was made, for the reader's eyes.
  package let method: String
  package let form: ArrayForm
  package let mean: Double

  /// The standard deviation of the numbers about it; 0 if all are the mean.
  package let deviation: Double

  /// What a decoder needs; `nil` where there are no symbols.
  package let tables: SequenceTables?

  /// Whether an adaptive code follows, which has no tables.
  package let isAdaptive: Bool

  /// Bytes of the method's text, and of the tables, at most.
  private static let methodLimit = 1 << 10
  private static let tablesLimit = 1 << 24

  package init(
    method: String, form: ArrayForm, mean: Double, deviation: Double, tables: SequenceTables?
  ) {
    self.method = String(decoding: method.utf8.prefix(Self.methodLimit), as: UTF8.self)
    self.form = form
    self.mean = mean
    self.deviation = deviation
    self.tables = tables
    isAdaptive = false
  }

  /// What stands before an adaptive code.
  package init(adaptive form: ArrayForm) {
    method = Self.adaptiveMethod
    self.form = form
    mean = 0
    deviation = 0
    tables = nil
    isAdaptive = true
  }

  /// The name of the adaptive code.
  package static let adaptiveMethod = "auto"

  package var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(
      UInt8(
        (form.element == .float64 ? 1 : 0) | (form.isFortranOrder ? 2 : 0) | (isAdaptive ? 4 : 0)))
    writer.appendVarint(method.utf8.count)
    writer.append(Array(method.utf8))
    writer.appendVarint(form.shape.count)
    for extent in form.shape { writer.appendVarint(extent) }
    guard !isAdaptive else {
      writer.append(form.element.numberType.rawValue)
      return writer.checked
    }
    writer.append(mean.bitPattern)
    writer.append(deviation.bitPattern)
    var stored: [UInt8] = []
    if let tables {
      var writer = BitWriter()
      tables.write(to: &writer)
      stored = writer.finish()
    }
    writer.appendVarint(stored.count)
    writer.append(stored)
    return writer.checked
  }

  /// Reads a header.
  ///
  /// - Parameters:
  ///   - bytes: the stream.
  ///   - external: reads tables that name a decoder outside of the stream.
  /// - Throws: ``StreamError``, the first of its cases that applies, or what reading throws.
  init(from bytes: inout CheckedBytes, external: ExternalTablesReader?) throws {
    let magic = try? bytes.take { bytes throws(StreamError) in
      Array(try bytes.take(Self.magic.count))
    }
    guard magic == Self.magic else {
      throw magic == Array(Self.formerMagic.prefix(Self.magic.count))
        ? StreamError.unknownVersion(1) : .notAStream
    }
    let (flags, text, shape, type, mean, deviation, stored) = try bytes.take {
      bytes throws(StreamError) in
      let version = try bytes.integer(UInt8.self)
      guard version == Self.version else { throw .unknownVersion(version) }
      let flags = try bytes.integer(UInt8.self)
      func count(_ what: String, limit: Int) throws(StreamError) -> Int {
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
      guard flags & 4 == 0 else {
        return (flags, text, shape, try bytes.integer(UInt8.self), 0.0, 0.0, [UInt8]())
      }
      let mean = Double(bitPattern: try bytes.integer())
      let deviation = Double(bitPattern: try bytes.integer())
      let stored = Array(try bytes.take(try count("bytes of tables", limit: Self.tablesLimit)))
      return (flags, text, shape, UInt8(0), mean, deviation, stored)
    }
    // The checksum is one of the bytes that the file's own checksum is of.
    let digest = bytes.digest
    let found = try bytes.take { bytes throws(StreamError) in
      Array(try bytes.take(Fingerprint.checksumLength))
    }
    guard digest.isDigest(found) else { throw StreamError.headerAltered }
    guard flags < 8 else { throw StreamError.impossibleHeader(reason: "it has unknown flags") }
    guard
      let form = ArrayForm(
        element: flags & 1 == 1 ? .float64 : .float32, shape: shape, isFortranOrder: flags & 2 == 2)
    else {
      throw StreamError.impossibleHeader(reason: "the shape \(shape) has too many numbers")
    }
    if flags & 4 != 0 {
      guard form.element.numberType.rawValue == type else {
        throw StreamError.impossibleHeader(reason: "it has numbers of type \(type)")
      }
      self.init(adaptive: form)
      return
    }
    let bound = SourceScale.range.upperBound
    guard abs(mean) <= bound, (0...bound).contains(deviation) else {
      throw StreamError.impossibleHeader(
        reason: "the mean is \(mean) and the standard deviation \(deviation)")
    }
    guard stored.isEmpty == (deviation == 0 || form.count == 0) else {
      throw StreamError.impossibleHeader(
        reason: stored.isEmpty ? "it has no quantiser" : "it has a quantiser for equal numbers")
    }
    var tables: SequenceTables?
    if !stored.isEmpty {
      do throws(CodingError) {
        tables = try SequenceTables(stored, external: external)
      } catch {
        throw StreamError.impossibleHeader(reason: "its tables are damaged (\(error))")
      }
    }
    self.init(
      method: String(decoding: text, as: UTF8.self), form: form, mean: mean,
      deviation: deviation, tables: tables)
  }

  /// A number with few digits, for messages.
  package static func text(_ number: Double) -> String { String(format: "%.3f", number) }

  /// The number of the array that a number of mean 0 and variance 1 stands for: one multiplication and one addition, so it is the same
  /// everywhere.
  package func number(of standard: Double) -> Double {
    form.element.rounded(mean + deviation * standard)
  }
}
