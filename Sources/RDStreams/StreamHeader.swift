import Foundation
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
/// | 1 | bit 0: float64 instead of another type; bit 1: the first index runs fastest; bit 2: the code is adaptive; with that, bit 3: files have the most significant byte first; bit 4: the array has a name; bit 5: another stream follows; bit 6: the numbers follow as they are |
/// | varint, then that many | how the code was made, for the reader's eyes |
/// | varint, then one for each | dimensions, then the extent of each |
/// | 8 | mean |
/// | 8 | standard deviation; 0 if all numbers are the mean |
/// | varint, then that many | `SequenceTables`; nothing where no symbols follow |
/// | 4 | checksum of all bytes before it |
///
/// Where the code is adaptive, a byte with the type of the numbers and the name, if there is one (a varint of its bytes, and those), stand in the
/// place of mean, deviation and tables, and an `ArrayCode` in that of the symbols. Several arrays are as many streams, one after the other.
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

  /// The array's name in a file of several; of an adaptive code.
  package let name: String

  /// Whether another stream follows this one; of an adaptive code.
  package let hasNext: Bool

  /// Whether the numbers follow as they are, because no code of them is smaller; of an adaptive code.
  package let isStored: Bool

  /// Bytes of the method's text, of the name, and of the tables, at most.
  private static let methodLimit = 1 << 10
  private static let nameLimit = 1 << 16
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
    name = ""
    hasNext = false
    isStored = false
  }

  /// What stands before an adaptive code.
  package init(
    adaptive form: ArrayForm, name: String = "", hasNext: Bool = false, isStored: Bool = false
  ) {
    self.name = name
    self.hasNext = hasNext
    self.isStored = isStored
    method = Self.adaptiveMethod
    self.form = form
    mean = 0
    deviation = 0
    tables = nil
    isAdaptive = true
  }

  /// Whether a stream begins like one of an adaptive code.
  package static func isAdaptive(_ start: [UInt8]) -> Bool {
    start.starts(with: magic) && start.count > 4 && start[4] & Flag.adaptive != 0
  }

  /// Whether a file begins like one of several arrays.
  package static func hasSeveralArrays(_ start: [UInt8]) -> Bool {
    isAdaptive(start) && start[4] & Flag.hasNext != 0
  }

  /// The bytes from which that follows.
  package static let startLength = 5

  private enum Flag {
    static let float64: UInt8 = 1
    static let fortranOrder: UInt8 = 2
    static let adaptive: UInt8 = 4
    static let bigEndian: UInt8 = 8
    static let named: UInt8 = 16
    static let hasNext: UInt8 = 32
    static let stored: UInt8 = 64
  }

  private var flags: UInt8 {
    [
      (form.type == .float64, Flag.float64), (form.isFortranOrder, Flag.fortranOrder),
      (isAdaptive, Flag.adaptive), (form.isBigEndian, Flag.bigEndian),
      (!name.isEmpty, Flag.named), (hasNext, Flag.hasNext), (isStored, Flag.stored),
    ].reduce(0) { $0 | ($1.0 ? $1.1 : 0) }
  }

  /// The name of the adaptive code.
  package static let adaptiveMethod = "auto"

  package var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(flags)
    writer.appendVarint(method.utf8.count)
    writer.append(Array(method.utf8))
    writer.appendVarint(form.shape.count)
    for extent in form.shape { writer.appendVarint(extent) }
    guard !isAdaptive else {
      writer.append(form.type.rawValue)
      if !name.isEmpty {
        writer.appendVarint(name.utf8.count)
        writer.append(Array(name.utf8))
      }
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
      guard flags & Flag.adaptive == 0 else {
        let type = try bytes.integer(UInt8.self)
        let name =
          flags & Flag.named == 0
          ? [] : Array(try bytes.take(try count("characters", limit: Self.nameLimit)))
        return (flags, text, shape, type, 0.0, 0.0, name)
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
    let isAdaptive = flags & Flag.adaptive != 0
    guard flags < (isAdaptive ? 128 : 4) else {
      throw StreamError.impossibleHeader(reason: "it has unknown flags")
    }
    let hasDoubles = flags & Flag.float64 != 0
    let stated = isAdaptive ? NumberType(rawValue: type) : hasDoubles ? .float64 : .float32
    guard let stated, hasDoubles == (stated == .float64) else {
      throw StreamError.impossibleHeader(reason: "it has numbers of type \(type)")
    }
    guard
      let form = ArrayForm(
        type: stated, shape: shape, isFortranOrder: flags & Flag.fortranOrder != 0,
        isBigEndian: flags & Flag.bigEndian != 0)
    else {
      throw StreamError.impossibleHeader(reason: "the shape \(shape) has too many numbers")
    }
    guard !isAdaptive else {
      guard let name = String(validating: stored, as: UTF8.self) else {
        throw StreamError.impossibleHeader(reason: "a text in it is not UTF-8")
      }
      self.init(
        adaptive: form, name: name, hasNext: flags & Flag.hasNext != 0,
        isStored: flags & Flag.stored != 0)
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
    form.type.rounded(mean + deviation * standard)
  }
}
