/// A range coder: an arithmetic coder that writes 32 bits at a time.
///
/// The message is a fraction within `low ..< low + range`, which each symbol narrows. When the range falls
/// below `2^32`, the upper 32 bits of `low` are written; a later carry propagates into the words already written. The stream ends
/// with the fewest bytes that identify a fraction in the last interval.
///
/// Each symbol may have a model of its own, as long as the decoder knows it before the symbol.
///
/// > Source: [martin1979]; 64-bit state with 32-bit words as in [bamler2022].
public struct RangeEncoder: Sendable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var interval = RangeInterval()
  @usableFromInline var words: [UInt32] = []

  /// An encoder at the start of a stream.
  public init() {}

  /// Writes a symbol.
  ///
  /// - Precondition: `symbol` lies in the model's alphabet.
  @inlinable
  @inline(__always)
  public mutating func encode(_ symbol: Int, with model: some EncoderModel) {
    let symbol = model.interval(of: symbol)
    let offset = interval.narrow(
      to: symbol, share: model.share(of: interval.range),
      isLast: symbol.start &+ symbol.frequency == model.totalFrequency)
    let (sum, isCarried) = low.addingReportingOverflow(offset)
    low = sum
    if isCarried { carry() }
    if interval.isSmall {
      words.append(UInt32(truncatingIfNeeded: low &>> 32))
      low &<<= 32
      interval.range &<<= 32
    }
  }

  /// Writes a symbol and updates the model with it.
  ///
  /// - Precondition: `symbol` lies in the model's alphabet.
  @inlinable
  public mutating func encode(_ symbol: Int, updating model: inout some LearningModel) {
    encode(symbol, with: model)
    model.update(with: symbol)
  }

  /// Writes symbols that share a model.
  ///
  /// - Precondition: each lies in the model's alphabet.
  public mutating func encode(contentsOf symbols: [Int32], with model: SymbolModel) {
    let table = model.table
    let symbolCount = UInt32(model.symbolCount)
    let precision = UInt64(model.precision)
    symbols.withUnsafeBufferPointer { symbols in
      encodeBatches(count: symbols.count) { index, interval in
        let symbol = UInt32(bitPattern: symbols[index])
        precondition(symbol < symbolCount, "the model has no such symbol")
        return interval.narrow(
          to: table.interval(of: Int(symbol)), share: interval.range &>> precision,
          isLast: symbol == symbolCount &- 1)
      }
    }
  }

  /// Writes symbols, each with the model of its context.
  ///
  /// - Parameters:
  ///   - symbols: shape `[n]`.
  ///   - contexts: shape `[n]`.
  ///   - models: of all contexts.
  /// - Precondition: each context is one of the set, and each symbol lies in its model's alphabet.
  package mutating func encode(
    _ symbols: UnsafeBufferPointer<Int32>, in contexts: UnsafeBufferPointer<Int32>,
    with models: SymbolModelSet
  ) {
    precondition(symbols.count == contexts.count)
    let contextCount = UInt32(models.models.count)
    let entries = models.entries
    withExtendedLifetime(models) {
      encodeBatches(count: symbols.count) { index, interval in
        let context = UInt32(bitPattern: contexts[index])
        precondition(context < contextCount, "the set has no such context")
        let entry = entries[Int(context)]
        let symbol = UInt32(bitPattern: symbols[index])
        precondition(symbol < entry.symbolCount, "the model has no such symbol")
        let share = interval.range &>> entry.precision
        if entry.split > 0 {
          return interval.narrow(toSecond: symbol != 0, behind: share &* UInt64(entry.split))
        }
        let start = entry.starts[Int(symbol)]
        return interval.narrow(
          to: SymbolInterval(start: start, frequency: entry.starts[Int(symbol) &+ 1] &- start),
          share: share, isLast: symbol == entry.symbolCount &- 1)
      }
    }
  }

  /// Writes symbols in batches, with the state in registers.
  ///
  /// - Parameters:
  ///   - count: the number of symbols.
  ///   - narrow: narrows the interval to the symbol of that index, and returns the increase of its lower end.
  @inline(__always)
  private mutating func encodeBatches(
    count: Int, narrow: (_ index: Int, _ interval: inout RangeInterval) -> UInt64
  ) {
    var first = 0
    while first < count {
      // A symbol produces at most one word, so memory is reserved once per batch.
      let batch = min(1024, count - first)
      var position = words.count
      words.append(contentsOf: repeatElement(0, count: batch))
      var (low, interval) = (low, interval)
      words.withUnsafeMutableBufferPointer { words in
        for index in first..<first &+ batch {
          let (sum, isCarried) = low.addingReportingOverflow(narrow(index, &interval))
          low = sum
          if isCarried { Self.carry(into: words, before: position) }
          // Whether a word is produced is unpredictable, so it is always stored, and the pointer advances only if it counts.
          words[position] = UInt32(truncatingIfNeeded: low &>> 32)
          let shift: UInt64 = interval.isSmall ? 32 : 0
          position &+= Int(shift &>> 5)
          low &<<= shift
          interval.range &<<= shift
        }
      }
      (self.low, self.interval) = (low, interval)
      words.removeLast(words.count - position)
      first += batch
    }
  }

  /// Writes symbols, updating the model with each.
  ///
  /// - Precondition: each lies in the model's alphabet.
  package mutating func encode(contentsOf symbols: [Int32], updating model: inout AdaptiveModel) {
    for symbol in symbols {
      encode(Int(symbol), with: model)
      model.update(with: Int(symbol))
    }
  }

  /// Removes the bytes that no later symbol can change, so that a long stream need not be held in memory.
  ///
  /// A carry propagates through words of all ones to the word before them; that word and what follows it stay.
  ///
  /// - Returns: the next bytes of the stream; ``finish()`` then gives the rest.
  package mutating func takeSettledBytes() -> [UInt8] {
    guard let settledCount = words.lastIndex(where: { $0 != .max }), settledCount > 0 else {
      return []
    }
    defer { words.removeFirst(settledCount) }
    return Self.bytes(words[..<settledCount], ending: 0, byteCount: 0)
  }

  /// Ends the stream; the encoder is then at the start of another one.
  ///
  /// - Returns: the stream; the words are stored with the most significant byte first.
  public mutating func finish() -> [UInt8] {
    let (ending, byteCount) = interval.shortest(from: low)
    if ending < low { carry() }
    defer { self = RangeEncoder() }
    return Self.bytes(words[...], ending: ending, byteCount: byteCount)
  }

  /// Words followed by the first bytes of a number, all with the most significant byte first.
  private static func bytes(
    _ words: ArraySlice<UInt32>, ending: UInt64, byteCount: Int
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 4 * words.count + 8) { bytes, count in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      for (index, word) in words.enumerated() {
        bytes.storeBytes(of: word.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
      }
      bytes.storeBytes(of: ending.bigEndian, toByteOffset: 4 * words.count, as: UInt64.self)
      count = 4 * words.count + byteCount
    }
  }

  /// Propagates a carry through the words.
  @usableFromInline
  @inline(never)
  mutating func carry() {
    let count = words.count
    words.withUnsafeMutableBufferPointer { Self.carry(into: $0, before: count) }
  }

  /// Propagates a carry through the words before a position.
  @inline(never)
  private static func carry(into words: UnsafeMutableBufferPointer<UInt32>, before end: Int) {
    var position = end - 1
    while words[position] == .max {
      words[position] = 0
      position -= 1
    }
    words[position] += 1
  }
}
