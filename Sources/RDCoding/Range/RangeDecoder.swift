/// Reads what a ``RangeEncoder`` wrote.
///
/// The bytes that the encoder leaves out at the end are read as zeros; a decoder that needs more of them than an
/// encoder can leave out throws.
public struct RangeDecoder: Sendable {
  @usableFromInline var bytes: [UInt8]

  /// The position of the next word.
  @usableFromInline var position = 8

  /// The message minus the lower end of its interval; below the range.
  @usableFromInline var offset: UInt64
  @usableFromInline var interval = RangeInterval()

  /// A decoder at the start of a stream.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    // All ones lie outside of the first interval: no encoder writes them, and `finish` will say so.
    offset = min(
      Self.word(of: bytes, at: 0) << 32 | Self.word(of: bytes, at: 4), interval.range - 1)
  }

  /// Reads a symbol.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  @inlinable
  @inline(__always)
  public mutating func decode(with model: some DecoderModel) throws(CodingError) -> Int {
    let share = model.share(of: interval.range)
    let total = model.totalFrequency
    // The remainder of rounding belongs to the last symbol.
    let quantile = min(offset / share, UInt64(total &- 1))
    let (symbol, quantiles) = model.symbol(at: UInt32(truncatingIfNeeded: quantile))
    offset &-= interval.narrow(
      to: quantiles, share: share, isLast: quantiles.start &+ quantiles.frequency == total)
    if interval.isSmall { try takeWord() }
    return symbol
  }

  /// Renormalises: reads a word when the range has become small.
  @inlinable
  @inline(__always)
  mutating func takeWord() throws(CodingError) {
    guard position &- 4 <= bytes.count else { throw .endOfStream(byteCount: bytes.count) }
    offset = offset &<< 32 | Self.word(of: bytes, at: position)
    interval.range &<<= 32
    position &+= 4
  }

  /// Reads a symbol and updates the model with it.
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

  /// Reads `count` symbols, which share a model: what ``RangeEncoder/encode(contentsOf:with:)`` wrote.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(
    count: Int, with model: SymbolModel
  ) throws(CodingError) -> [Int32] {
    var symbols = [Int32](repeating: 0, count: count)
    try symbols.withUnsafeMutableBufferPointer { (symbols) throws(CodingError) in
      try decode(into: symbols, with: model)
    }
    return symbols
  }

  /// Fills a buffer with symbols, which share a model.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  package mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, with model: SymbolModel
  ) throws(CodingError) {
    // On a copy, the state stays in registers.
    var decoder = self
    for index in symbols.indices {
      symbols[index] = Int32(truncatingIfNeeded: try decoder.decode(with: model))
    }
    self = decoder
  }

  /// Fills a buffer with symbols, updating the model with each.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  package mutating func decode(
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

  /// Reads symbols, each with the model of its context.
  ///
  /// - Parameters:
  ///   - symbols: filled in, shape `[n]`.
  ///   - contexts: shape `[n]`.
  ///   - models: of all contexts.
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  /// - Precondition: each context is one of the set.
  package mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, in contexts: UnsafeBufferPointer<Int32>,
    with models: SymbolModelSet
  ) throws(CodingError) {
    precondition(symbols.count == contexts.count)
    let contextCount = UInt32(models.models.count)
    let entries = models.entries
    // On a copy, the state stays in registers.
    var decoder = self
    for index in symbols.indices {
      let context = UInt32(bitPattern: contexts[index])
      precondition(context < contextCount, "the set has no such context")
      let entry = entries[Int(context)]
      guard entry.split > 0 else {
        symbols[index] = Int32(
          truncatingIfNeeded: try decoder.decode(with: models.models[Int(context)]))
        continue
      }
      let cut = (decoder.interval.range &>> entry.precision) &* UInt64(entry.split)
      let isSecond = decoder.offset >= cut
      symbols[index] = isSecond ? 1 : 0
      decoder.offset &-= decoder.interval.narrow(toSecond: isSecond, behind: cut)
      if decoder.interval.isSmall { try decoder.takeWord() }
    }
    self = decoder
    withExtendedLifetime(models) {}
  }

  /// The maximum number of bytes that a symbol consumes.
  package static var bytesPerSymbol: Int { 4 }

  /// The number of bytes that a decoder needs to start, unless the stream is shorter.
  package static var startingByteCount: Int { 8 }

  /// The number of buffered bytes that are unread.
  package var unreadByteCount: Int { max(bytes.count - position, 0) }

  /// Appends the next bytes of the stream, and discards consumed ones.
  ///
  /// The end of the buffered bytes is taken as the end of the stream: before a symbol is read, there must be
  /// `bytesPerSymbol` unread bytes, or all that are left.
  package mutating func append(_ next: [UInt8]) {
    // The last eight bytes read are kept for `finish`, which checks the message that they are part of.
    let done = min(position - Self.startingByteCount, bytes.count)
    bytes.removeFirst(done)
    bytes += next
    position -= done
  }

  /// Checks that the stream ends with the symbols that were read: an encoder of these symbols writes this stream.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if it does not.
  public func finish() throws(CodingError) {
    let written = position - 8
    let message = Self.word(of: bytes, at: written) << 32 | Self.word(of: bytes, at: written + 4)
    let (ending, byteCount) = interval.shortest(from: message &- offset)
    guard written + byteCount == bytes.count && message == ending else {
      throw .notAtEnd(byteCount: bytes.count)
    }
  }

  /// The 32 bits at a position, most significant byte first; zeros after the end.
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
    (position..<(position + 4)).reduce(0) { word, index in
      word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
    }
  }
}
