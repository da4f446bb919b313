/// Reads what a ``RangeEncoder`` wrote.
///
/// The bytes that the encoder leaves out at the end are read as zeros; a decoder that needs more of them than an
/// encoder can leave out throws.
public struct RangeDecoder: Sendable {
  @usableFromInline var bytes: [UInt8]

  /// The place of the next word.
  @usableFromInline var position = 8

  /// The message less the lower end of its interval; less than the range.
  @usableFromInline var offset: UInt64

  @usableFromInline var range = UInt64.max

  /// A decoder at the start of a stream.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    // All ones lie outside of the first interval: no encoder writes them, and `finish` will say so.
    offset = min(Self.word(of: bytes, at: 0) << 32 | Self.word(of: bytes, at: 4), range - 1)
  }

  /// Reads a symbol.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  @inlinable
  @inline(__always)
  public mutating func decode(with model: some DecoderModel) throws(CodingError) -> Int {
    let share = model.share(of: range)
    let total = model.totalFrequency
    // What rounding leaves over belongs to the last symbol.
    let quantile = min(offset / share, UInt64(total &- 1))
    let (symbol, interval) = model.symbol(at: UInt32(truncatingIfNeeded: quantile))
    let start = share &* UInt64(interval.start)
    offset &-= start
    let isLast = interval.start &+ interval.frequency == total
    range = isLast ? range &- start : share &* UInt64(interval.frequency)
    if range < RangeEncoder.minimumRange { try takeWord() }
    return symbol
  }

  /// Goes on by a word, where the range has become small.
  @inlinable
  @inline(__always)
  mutating func takeWord() throws(CodingError) {
    guard position &- 4 <= bytes.count else { throw .endOfStream(byteCount: bytes.count) }
    offset = offset &<< 32 | Self.word(of: bytes, at: position)
    range &<<= 32
    position &+= 4
  }

  /// Reads a symbol and has the model learn from it.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  @inlinable
  public mutating func decode(
    updating model: inout some LearningModel
  ) throws(CodingError) -> Int {
    let symbol = try decode(with: model)
    model.update(with: symbol)
    return symbol
  }

  /// Reads as many symbols as there is room for, which share a model.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, with model: SymbolModel
  ) throws(CodingError) {
    // On a copy, the state stays in registers.
    var decoder = self
    for index in symbols.indices {
      symbols[index] = Int32(truncatingIfNeeded: try decoder.decode(with: model))
    }
    self = decoder
  }

  /// Reads as many symbols as there is room for, from each of which the model learns.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, updating model: inout AdaptiveModel
  ) throws(CodingError) {
    var decoder = self
    for index in symbols.indices {
      let symbol = try decoder.decode(with: model)
      model.update(with: symbol)
      symbols[index] = Int32(truncatingIfNeeded: symbol)
    }
    self = decoder
  }

  /// Checks that the stream ends with the symbols that were read: an encoder of these symbols writes this stream.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if it does not.
  public func finish() throws(CodingError) {
    let written = position - 8
    let message = Self.word(of: bytes, at: written) << 32 | Self.word(of: bytes, at: written + 4)
    let (ending, byteCount) = RangeInterval.shortest(low: message &- offset, range: range)
    guard written + byteCount == bytes.count && message == ending else {
      throw .notAtEnd(byteCount: bytes.count)
    }
  }

  /// The 32 bits at a place, most significant byte first; zeros behind the end.
  @inlinable
  @inline(__always)
  static func word(of bytes: [UInt8], at position: Int) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      if position &+ 4 <= bytes.count {
        return UInt64(
          UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
      }
      return lastWord(of: bytes, at: position)
    }
  }

  @usableFromInline
  @inline(never)
  static func lastWord(of bytes: UnsafeRawBufferPointer, at position: Int) -> UInt64 {
    (position..<(position + 4)).reduce(0) { word, place in
      word << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0)
    }
  }
}
