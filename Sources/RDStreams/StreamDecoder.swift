import RDArrayFiles
import RDCoding
import RDCore

/// Reads a stream of numbers piece by piece: memory does not grow with the array, but for a transform code.
///
/// What it gives is to be believed when the last piece has come without an error, for only then the checksum was seen. Adaptive codes are
/// read as ``CodedArrays``.
package struct StreamDecoder {
  package let header: StreamHeader
  private var bytes: CheckedBytes
  private var rangeDecoder: RangeDecoder?

  /// The coders of the parts that are not read yet, with their symbols.
  private var coders: [(coder: any SymbolCoder, symbolsLeft: Int)] = []

  /// What was decoded of a transform code, but not given; shape `[n]`.
  private var merged: ArraySlice<Double>?
  private var numbersLeft: Int
  private var isFinished = false
  private let allowsAnySize: Bool

  /// The most numbers that are given however short the stream is, and the most for each of its bytes beyond.
  private static let freeCount = 1 << 24
  private static let countPerByte = 1 << 12

  /// Symbols and numbers of a piece at most.
  private static let pieceLength = 1 << 16

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - source: gives at most as many of the next bytes of the stream as it is asked for; none at the end.
  ///   - external: reads tables that name a decoder outside of the stream.
  ///   - allowsAnySize: whether it may have more numbers than its length makes credible: 2^24, and 4096 for each byte.
  /// - Throws: ``StreamError``, or what the source throws.
  package init(
    source: @escaping (Int) throws -> [UInt8], external: ExternalTablesReader? = nil,
    allowsAnySize: Bool = false
  ) throws {
    self.allowsAnySize = allowsAnySize
    bytes = CheckedBytes(source: source)
    header = try StreamHeader(from: &bytes, external: external)
    guard !header.isAdaptive else {
      throw StreamError.impossibleHeader(reason: "an adaptive code is not read piece by piece")
    }
    numbersLeft = header.form.count
    guard let tables = header.tables else { return }
    coders = zip(
      tables.makeCoders(sampleCount: numbersLeft), tables.symbolCounts(sampleCount: numbersLeft)
    ).map { ($0, $1) }
  }

  /// All numbers of a stream in memory.
  ///
  /// - Throws: ``StreamError``.
  package static func decode(
    _ stream: [UInt8], external: ExternalTablesReader? = nil
  ) throws -> [Double] {
    if StreamHeader.isAdaptive(stream) {
      let arrays = try CodedArrays(FileBytes(stream, path: "the stream"))
      guard arrays.arrays.count == 1 else { throw StreamError.severalArrays(arrays.arrays.count) }
      let type = arrays.arrays[0].header.form.type
      var numbers: [Double] = []
      try arrays.decode(0) { numbers += $0.map { type.number(ordered: $0) } }
      return numbers
    }
    var rest = stream[...]
    var decoder = try StreamDecoder(
      source: { limit in
        defer { rest = rest.dropFirst(limit) }
        return Array(rest.prefix(limit))
      }, external: external)
    var numbers: [Double] = []
    while let piece = try decoder.next() { numbers += piece }
    return numbers
  }

  /// The next numbers, at least one; `nil` when all have come and the stream has ended as it should.
  ///
  /// - Throws: ``StreamError``, or what the source throws.
  package mutating func next() throws -> [Double]? {
    guard numbersLeft > 0 else {
      if !isFinished { try finish() }
      isFinished = true
      return nil
    }
    var standard: [Double] = []
    if let tables = header.tables {
      if tables.transform != nil {
        if merged == nil { merged = try decodeParts(of: tables)[...] }
        standard = Array(merged?.prefix(Self.pieceLength) ?? [])
        merged = merged?.dropFirst(standard.count)
      }
      // A block may take several pieces of symbols.
      while standard.isEmpty { try decode(appendingTo: &standard) }
    } else {
      standard = [Double](repeating: 0, count: min(numbersLeft, Self.pieceLength))
    }
    let count = min(standard.count, numbersLeft)
    numbersLeft -= count
    try check(count: header.form.count - numbersLeft)
    return standard.prefix(count).map { header.number(of: $0) }
  }

  private mutating func decodeParts(of tables: SequenceTables) throws -> [Double] {
    var decoded: [[Double]] = []
    for _ in tables.parts {
      var part: [Double] = []
      let rest = coders.count
      while coders.count == rest, !coders.isEmpty {
        try decode(appendingTo: &part)
        try check(count: part.count)
      }
      decoded.append(part)
    }
    try check(count: header.form.count)
    return tables.merge(decoded, sampleCount: header.form.count)
  }

  /// Checks that a count of numbers is credible after what was read of the stream.
  private func check(count: Int) throws(StreamError) {
    guard count > Self.freeCount, !allowsAnySize, count / Self.countPerByte > bytes.readCount
    else { return }
    throw .tooLarge(count: header.form.count, byteCount: bytes.readCount)
  }

  /// Reads the next symbols of the first part that has any; a part that ends is removed.
  private mutating func decode(appendingTo standard: inout [Double]) throws {
    guard var (coder, symbolsLeft) = coders.first else {
      throw StreamError.damagedPayload(reason: "There are fewer numbers than the header says.")
    }
    let count = min(symbolsLeft, Self.pieceLength)
    let wanted = count * RangeDecoder.bytesPerSymbol + RangeDecoder.startingByteCount
    var decoder: RangeDecoder
    if let started = rangeDecoder {
      decoder = started
      rangeDecoder = nil
      if decoder.unreadByteCount < wanted {
        decoder.append(try bytes.takePayload(upTo: wanted))
      }
    } else {
      decoder = RangeDecoder(try bytes.takePayload(upTo: wanted))
    }
    do throws(CodingError) {
      try coder.decode(symbolCount: count, from: &decoder, appendingTo: &standard)
    } catch {
      throw StreamError.damagedPayload(reason: "\(error)")
    }
    rangeDecoder = decoder
    symbolsLeft -= count
    if symbolsLeft == 0 {
      coders.removeFirst()
    } else {
      coders[0] = (coder, symbolsLeft)
    }
  }

  private mutating func finish() throws {
    if var decoder = rangeDecoder {
      rangeDecoder = nil
      // What an encoder leaves is at most what a decoder looks ahead; with a byte more it is no end.
      decoder.append(try bytes.takePayload(upTo: RangeDecoder.startingByteCount + 1))
      do throws(CodingError) {
        try decoder.finish()
      } catch {
        throw StreamError.damagedPayload(reason: "\(error)")
      }
    }
    guard bytes.digest.isDigest(try bytes.takeChecksum()), try bytes.isEmpty() else {
      throw StreamError.altered
    }
  }
}
