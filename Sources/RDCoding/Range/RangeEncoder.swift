/// A range coder: an arithmetic coder that writes 32 bits at a time.
///
/// The message is a fraction within `low ..< low + range`; a symbol takes its model's share of the range, and the model's last symbol
/// what rounding leaves over. When the range falls below `2^32`, the upper 32 bits of `low` are written; a later carry is added to the
/// words that stand there. The stream ends with the fewest bytes that name a fraction in the last interval.
///
/// Each symbol may have a model of its own, as long as the decoder knows it when the symbol comes.
///
/// > Source: [martin1979]; 64-bit state with 32-bit words as in [bamler2022].
public struct RangeEncoder: Sendable {
  /// The range is at least this after every symbol.
  @usableFromInline static let minimumRange: UInt64 = 1 << 32

  @usableFromInline var low: UInt64 = 0
  @usableFromInline var range = UInt64.max
  @usableFromInline var words: [UInt32] = []

  /// An encoder at the start of a stream.
  public init() {}

  /// Writes a symbol.
  ///
  /// - Precondition: `symbol` lies in the model's alphabet.
  @inlinable
  @inline(__always)
  public mutating func encode(_ symbol: Int, with model: some EncoderModel) {
    let interval = model.interval(of: symbol)
    let share = model.share(of: range)
    let offset = share &* UInt64(interval.start)
    let isLast = interval.start &+ interval.frequency == model.totalFrequency
    let (sum, isCarried) = low.addingReportingOverflow(offset)
    low = sum
    if isCarried { carry() }
    range = isLast ? range &- offset : share &* UInt64(interval.frequency)
    if range < Self.minimumRange {
      words.append(UInt32(truncatingIfNeeded: low &>> 32))
      low &<<= 32
      range &<<= 32
    }
  }

  /// Writes a symbol and has the model learn from it.
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
      var first = 0
      while first < symbols.count {
        // A symbol gives at most one word, so that a batch with room for them all need not ask for any.
        let batch = min(1024, symbols.count - first)
        var place = words.count
        words.append(contentsOf: repeatElement(0, count: batch))
        var (low, range) = (low, range)
        words.withUnsafeMutableBufferPointer { words in
          for index in first..<first &+ batch {
            let symbol = UInt32(bitPattern: symbols[index])
            precondition(symbol < symbolCount, "no symbol of the model")
            let interval = table.interval(of: Int(symbol))
            let share = range &>> precision
            let offset = share &* UInt64(interval.start)
            let (sum, isCarried) = low.addingReportingOverflow(offset)
            low = sum
            if isCarried { Self.carry(into: words, before: place) }
            range =
              symbol == symbolCount &- 1 ? range &- offset : share &* UInt64(interval.frequency)
            // Whether a word comes out cannot be foreseen, so the word is stored in any case and kept or not.
            words[place] = UInt32(truncatingIfNeeded: low &>> 32)
            let shift: UInt64 = range < Self.minimumRange ? 32 : 0
            place &+= Int(shift &>> 5)
            low &<<= shift
            range &<<= shift
          }
        }
        (self.low, self.range) = (low, range)
        words.removeLast(words.count - place)
        first += batch
      }
    }
  }

  /// Writes symbols, from each of which the model learns.
  ///
  /// - Precondition: each lies in the model's alphabet.
  public mutating func encode(contentsOf symbols: [Int32], updating model: inout AdaptiveModel) {
    for symbol in symbols {
      encode(Int(symbol), with: model)
      model.update(with: Int(symbol))
    }
  }

  /// Ends the stream; the encoder then stands at the start of another one.
  ///
  /// - Returns: the stream; the words are stored with the most significant byte first.
  public mutating func finish() -> [UInt8] {
    let (ending, byteCount) = RangeInterval.shortest(low: low, range: range)
    if ending < low { carry() }
    let wordCount = words.count
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * wordCount + 8) { bytes, count in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      for (place, word) in words.enumerated() {
        bytes.storeBytes(of: word.bigEndian, toByteOffset: 4 * place, as: UInt32.self)
      }
      bytes.storeBytes(of: ending.bigEndian, toByteOffset: 4 * wordCount, as: UInt64.self)
      count = 4 * wordCount + byteCount
    }
    self = RangeEncoder()
    return bytes
  }

  /// Adds one to the words as if they were one number.
  @usableFromInline
  @inline(never)
  mutating func carry() {
    let count = words.count
    words.withUnsafeMutableBufferPointer { Self.carry(into: $0, before: count) }
  }

  /// Adds one to the words before a place as if they were one number.
  @inline(never)
  static func carry(into words: UnsafeMutableBufferPointer<UInt32>, before place: Int) {
    var place = place - 1
    while words[place] == .max {
      words[place] = 0
      place -= 1
    }
    words[place] += 1
  }
}
